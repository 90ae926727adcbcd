import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The key of the Security switch. */
export const SECOND_FACTOR = 'second_factor';

/** Something that administrators decide at run time. */
@Entity('setting')
export class Setting {
  @PrimaryColumn({ type: 'text' })
  key!: string;

  @Column({ type: 'text' })
  value!: string;
}

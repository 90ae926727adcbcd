import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../administrators/administrator.entity.js';

/** The key of the Security switch. */
export const SECOND_FACTOR = 'second_factor';

/** The keys of the day from which it is required, by role. */
export const REQUIRED_FROM: Readonly<Record<Role, string>> = {
  super: 'second_factor_from_super',
  administrator: 'second_factor_from_administrator',
};

/** Something that administrators decide at run time. */
@Entity('setting')
export class Setting {
  @PrimaryColumn({ type: 'text' })
  key!: string;

  @Column({ type: 'text' })
  value!: string;
}

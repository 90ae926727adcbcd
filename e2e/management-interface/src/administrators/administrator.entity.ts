import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What an administrator may do: everything, or everything but the security settings. */
export type Role = 'super' | 'administrator';

/** Too many wrong codes came after the password; its owner says "this was not me"; or somebody else has set it. */
export type MustChange = 'suspected' | 'contested' | 'set';

/** Somebody who may log in to the console. */
@Entity('administrator')
export class Administrator {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column({ type: 'text', unique: true })
  email!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  role!: Role;

  /** Loaded only where it is asked for. */
  @Column({ type: 'text', name: 'password_hash', select: false })
  passwordHash!: string;

  @Column({ type: 'boolean', default: true })
  active!: boolean;

  /** Why another password has to be chosen before anything else; null where none has. */
  @Column({ type: 'text', name: 'must_change', nullable: true })
  mustChange!: MustChange | null;

  /** Sessions from before this time have ended. */
  @Column({ type: 'timestamptz', name: 'sessions_ended_at', nullable: true })
  sessionsEndedAt!: Date | null;

  /** Until when the second step is locked, at the latest. */
  @Column({ type: 'timestamptz', name: 'locked_until', nullable: true })
  lockedUntil!: Date | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}

import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Something for sale. */
@Entity('product')
export class Product {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column({ type: 'text', unique: true })
  sku!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'integer', name: 'price_cents' })
  priceCents!: number;

  @Column({ type: 'integer' })
  stock!: number;
}

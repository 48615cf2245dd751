/**
 * Changes on their way from the source's slot to the target: the topic {@code
 * dunlin.changes.<migration>}, one partition for each database in the order of the specification,
 * source order within.
 *
 * <p>A <b>batch</b> holds whole transactions, or a fragment of a large one. It is cut at a COMMIT
 * from 512 KB on, inside a transaction only from 2 MB on, or after 20 ms without input. A batch is
 * one Kafka record without a key, or several <b>pieces</b> that follow each other when one value
 * makes it larger than 4 MB. Everything is big endian; LSNs are 64-bit numbers.
 *
 * <pre>
 * header   u8 version (1), u8 flags (1 begins inside a transaction, 2 ends inside one),
 *          u16 piece, u16 pieces, i64 epoch, i64 sequence, i64 previousEnd, i64 end, i32 changes
 * body     entries; the pieces of a batch are joined first
 *   B      i64 commitLsn, i64 commitTime, i32 xid        a transaction begins
 *   C      i64 endLsn                                    and is committed
 *   R      u16 index, i32 length, relation               what the index means in this batch
 *   I      u16 relation, tuple                           insert
 *   U      u16 relation, tuple                           update, the identity did not change
 *   K      u16 relation, old tuple, new tuple            update that changed the identity: the old
 *                                                        tuple holds the identity's columns only
 *   O      u16 relation, old tuple, new tuple            update under REPLICA IDENTITY FULL
 *   D      u16 relation, tuple                           delete, identity's columns only
 *   E      u16 relation, tuple                           delete under REPLICA IDENTITY FULL
 *   T      u8 options (1 cascade, 2 restart identity), u16 count, u16 relation …      truncate
 *   M      u8 kind (0 heartbeat, 1 marker), i32 number   a message of Dunlin's own
 * relation string schema, string name, u8 identity ('d', 'i', 'f', 'n'), u16 columns, and for each
 *          u8 flags (1 part of the identity), string name, string type (as format_type writes it)
 * string   u16 bytes, UTF-8
 * tuple    u16 columns, and for each: 'n' NULL | 'u' unchanged TOAST | 't' i32 bytes, text in UTF-8
 * </pre>
 *
 * {@code commitLsn} is where the commit record begins and {@code endLsn} where it ends; {@code
 * commitTime} is in microseconds since 1970. A B entry comes with the first entry of its
 * transaction: empty ones leave nothing. In a batch that begins inside a transaction, B is not
 * repeated.
 *
 * <p><b>The chain.</b> {@code previousEnd} is the end LSN of the last transaction before this
 * batch, {@code end} that of the last one that ends in it ({@code previousEnd} when none does).
 * Within an epoch, {@code sequence} counts from 0 and each {@code previousEnd} is the {@code end}
 * before. Every capture that begins takes a higher epoch and begins again at what the slot has
 * confirmed, which is never behind what was published. So a reader knows each case: a repeated
 * transaction (its end is not after what was applied) is passed over, records of an older epoch
 * after a newer one are a dead capture's and dropped, and a {@code previousEnd} after what was seen
 * is a hole, which stops the migration.
 */
@NullMarked
package dev.dunlin.messaging.changes;

import org.jspecify.annotations.NullMarked;

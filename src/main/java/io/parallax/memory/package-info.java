/// Off-heap memory: how much all requests may have, where it comes from, who frees it.
///
/// Start reading at [io.parallax.memory.MemoryBudget]. A request takes a
/// [io.parallax.memory.Reservation] of the budget, which is charged before anything is allocated.
/// The request allocates its memory from the reservation ([io.parallax.memory.Allocation]); closing
/// the reservation frees all of it. Three invariants:
/// 1. The bytes charged never exceed the budget's limit.
/// 2. The bytes held from the operating system never exceed 5/4 of the limit plus 16 KiB per live
///    reservation: a block is less than a quarter larger than the allocation it was taken for, and
///    idle blocks are closed when used blocks need their memory.
/// 3. Reserved bytes can be allocated, unless the machine itself has no memory left.
///
/// A budget may also have a [io.parallax.memory.SharedMemory]. Memory that is allocated after
/// [io.parallax.memory.Reservation#share] is placed there, where worker processes see it. Blocks of
/// both kinds are pooled and counted together. The file of shared memory (`UnnamedFile`) has no
/// name and ends with the processes that map it.
///
/// A [io.parallax.memory.MappedFile] is a file of a folder as memory. A budget whose
/// [io.parallax.memory.BlockSource] opens such files places arrays on a disk: whoever allocates
/// from its reservations writes files without knowing it. Files are charged to that budget, not to
/// the one of the machine's memory.
///
/// Large blocks of either kind consist of `LargePages` where Linux has them: fresh 80 MB are ready
/// after about 10 ms instead of 37, and are summed in 3.9 ms instead of 6.1 (C, one of two busy
/// cores; processor time). The C library (`CLibrary`) is called here and in `kernel.llvm` alone;
/// [io.parallax.memory.Niceness] is in this package because it calls one of them.
///
/// A `BlockPool` recycles blocks and never clears them: faulting in and clearing fresh pages takes
/// longer than most arithmetic on them (25 ms for the 80 MB of 1e7 doubles). So **the contents of
/// new memory are the remains of another request** until they are overwritten; whoever allocates
/// memory writes all of it before any of it is read. Closing memory that a thread still works on is
/// the one mistake that nothing here can catch: join the workers first.
///
/// May use `error` and `type` only.
@NullMarked
package io.parallax.memory;

import org.jspecify.annotations.NullMarked;

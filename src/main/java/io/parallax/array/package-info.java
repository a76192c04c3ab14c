/// Arrays and the memory they stand in.
///
/// **Values.** An [io.parallax.array.NDArray] is a typed, shaped, dense row-major array in off-heap
/// memory. An [io.parallax.array.Input] is what a request computes with: an array that was sent, or
/// an [io.parallax.array.Generator], a description that costs nothing until it is filled and whose
/// every element follows from its parameters and index alone, so any split over threads gives the
/// same bits. An [io.parallax.array.ArrayBuilder] collects elements whose number is not yet known.
///
/// **Memory.** Start reading at [io.parallax.array.MemoryBudget]. A request takes a
/// [io.parallax.array.Reservation] of it, which is charged before anything is allocated, and
/// allocates its arrays from there; closing the reservation frees them all. Three invariants:
/// 1. The bytes charged never exceed the budget's limit.
/// 2. The bytes held from the operating system never exceed 5/4 of the limit plus 16 KiB per live
///    reservation: a block is less than a quarter larger than what it was taken for, and idle
///    blocks give way to used ones.
/// 3. What was reserved can be allocated, unless the machine itself has no memory left.
///
/// A budget may have a [io.parallax.array.SharedMemory] besides: arrays that are allocated after
/// [io.parallax.array.Reservation#share] stand there, where worker processes see them. Blocks of
/// both kinds are pooled and counted together. Its file (`UnnamedFile`) has no name and ends with
/// the processes that map it.
///
/// Large blocks of either kind consist of `LargePages` where Linux has such: fresh 80 MB are ready
/// after about 10 ms instead of 37, and are summed in 3.9 ms instead of 6.1 (C, one of two busy
/// cores; processor time). `CLibrary` has the only foreign functions outside `kernel.llvm`.
///
/// Blocks are recycled, and never cleared, by a `BlockPool`: faulting in and clearing fresh pages
/// takes longer than most arithmetic on them (25 ms for the 80 MB of 1e7 doubles). So **the
/// contents of a new array are another request's remains** until they are overwritten; whoever
/// allocates an array writes all of it before any of it is read. Closing memory that a thread still
/// works on is the one mistake that nothing here can catch: join the workers first.
///
/// Knows `error` and `type` only.
@NullMarked
package io.parallax.array;

import org.jspecify.annotations.NullMarked;

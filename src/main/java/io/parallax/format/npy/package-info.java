/// NumPy's `.npy` format: [io.parallax.format.npy.NpyArrayFormat] reads inputs in all its versions,
/// [io.parallax.format.npy.NpyAnswerFormat] writes answers that are one array in version 1.0, and
/// [io.parallax.format.npy.NpzAnswerFormat] an archive of such files (`.npz`).
///
/// The format is described in NumPy's documentation (`numpy.lib.format`): a magic string, a
/// version, the length of a header, the header (a Python dictionary with type, order and shape,
/// padded so that the data begin at a multiple of 64 bytes), and the elements.
@NullMarked
package io.parallax.format.npy;

import org.jspecify.annotations.NullMarked;

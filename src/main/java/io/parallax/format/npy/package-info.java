/// NumPy's `.npy` format, version 1.0, for answers that are one array
/// ([io.parallax.format.npy.NpyAnswerFormat]), and `.npz`, an archive of such files
/// ([io.parallax.format.npy.NpzAnswerFormat]).
///
/// The format is described in NumPy's documentation (`numpy.lib.format`): a magic string, a
/// version, the length of a header, the header (a Python dictionary with type, order and shape,
/// padded so that the data begin at a multiple of 64 bytes), and the elements.
@NullMarked
package io.parallax.format.npy;

import org.jspecify.annotations.NullMarked;

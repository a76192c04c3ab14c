/// CSV (`text/csv`, RFC 4180) with a line of names: [io.parallax.format.csv.CsvArrayFormat] reads
/// its columns as inputs, [io.parallax.format.csv.CsvAnswerFormat] writes results as its columns.
/// Fields go from the stream over a buffer into the columns and back; no line is stored.
@NullMarked
package io.parallax.format.csv;

import org.jspecify.annotations.NullMarked;

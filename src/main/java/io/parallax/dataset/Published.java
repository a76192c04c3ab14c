package io.parallax.dataset;

/// The outcome of [Draft#publish].
///
/// @param isNew whether the content was not stored before; otherwise the dataset that was there
///   already has its time from now on
public record Published(Dataset dataset, boolean isNew) {}

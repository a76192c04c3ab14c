package io.parallax.dataset;

/// The state of a store at one moment.
///
/// @param count the datasets in the folder
/// @param bytes of all columns and drafts in the folder
/// @param quotaBytes the most there may be
/// @param drafts the datasets that this instance is writing
/// @param verified the columns that this instance has read and found intact since it started
/// @param damaged the columns and manifests in the folder that this instance knows to be damaged
record DatasetsState(
    long count, long bytes, long quotaBytes, int drafts, long verified, long damaged) {}

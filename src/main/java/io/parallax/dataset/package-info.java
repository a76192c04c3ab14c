/// Datasets: columns that are sent or computed once and read many times, from files, without a
/// copy.
///
/// Start reading at [io.parallax.dataset.DatasetStore]. What it keeps is a folder (`DataFolder`)
/// that any number of instances may share:
///
/// | name | holds |
/// |---|---|
/// | `columns/SHA256` | a column: its elements, little-endian, row-major, nothing else; named by their digest (`ColumnDigest`), so equal columns are stored once |
/// | `sets/ID.json` | a dataset (`Manifest`): names, types, shapes and digests of its columns, and its times; the id follows from the columns |
/// | `incoming/INSTANCE/` | what one instance writes and nobody else sees (`IncomingFolder`) |
/// | `folder.lock` | locked while names in `columns` and `sets` change (`FolderLock`) |
/// | `columns.bytes` | the bytes of all columns, missing while they change (`FolderBytes`) |
///
/// No name that a caller sends becomes part of a path.
///
/// **Storing.** A [io.parallax.dataset.Draft] is a reservation whose blocks are files in `incoming`
/// (`DraftFiles`): whoever reads a body or computes writes files without knowing it. They have
/// their room on the disk before they are written, so that a full disk is a refusal and not the end
/// of the process. `Publication` cuts each file to its column, hashes it on all cores while the
/// disk takes it, and `StoredDatasets` renames the columns, then the manifest, with an `fsync`
/// after each step.
///
/// **What holds at any moment**, whatever process ends or machine stops:
/// 1. A manifest in `sets` is whole, and its columns have been on the disk before it.
/// 2. A column that is read was written by this process, or its digest was compared with its name
///    by this process (`ColumnVerifier`), and neither its length nor the time of its last change is
///    another since. Anything else is DATASET_DAMAGED and never a value.
/// 3. What no manifest names, and what instances that ended have left in `incoming`, is deleted at
///    the next start or within a minute (`Housekeeping`). The lock on the file `owner` of an
///    instance, which ends with its process, tells that it lives (`OwnedFolder`).
/// 4. The columns and what is promised to drafts, of all instances together, stay within the quota.
///    A promise is made before anything is written.
///
/// **Reading.** [io.parallax.dataset.OpenDataset] gives arrays over mapped files (`ColumnFiles`). A
/// mapping outlives the name of its file, so deleting a dataset disturbs nobody who reads it. The
/// files are looked at for every request (`Manifests`), so what other instances store, renew or
/// delete counts at once.
///
/// A dataset whose time is over is unknown at once, and deleted by the next sweep. Sending its
/// content again renews it, and replaces columns that are not known to be intact.
///
/// **Metrics** (`DatasetMetrics`): `parallax.datasets`, the datasets in the folder;
/// `parallax.datasets.stored` and `.quota`, bytes; `parallax.datasets.drafts`, being written by
/// this instance; `parallax.datasets.columns.verified`; `parallax.datasets.damaged`, files.
///
/// May use `memory`, `array`, `type`, `error` and `limit` only.
@NullMarked
package io.parallax.dataset;

import org.jspecify.annotations.NullMarked;

/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FERRY_TYPE_DURABLE_WRITER (ferry_durable_writer_get_type ())
/**
 * FerryDurableWriter:
 *
 * One thread that writes journals and plans, strictly in the order in which it was asked. An
 * operation finishes when the bytes, and on creation the folder's entry too, are on the disk
 * (fsync): an act starts only after that. Cancelling an operation gives up waiting for it, never
 * the writing. Dropping the last reference writes what is queued, then ends the thread.
 *
 * Owned by the application; used from the main thread. Errors are FERRY_ERROR_STORAGE.
 */
G_DECLARE_FINAL_TYPE (FerryDurableWriter, ferry_durable_writer, FERRY, DURABLE_WRITER, GObject)

FerryDurableWriter *ferry_durable_writer_new            (void);
/* Adds @bytes behind the first @length bytes of @file, which is made (mode 0600, its folders 0700)
 * when missing. A piece of a line behind them was never acknowledged, so it is cut off; a whole
 * line is somebody else's, and nothing is written.
 */
void                ferry_durable_writer_append_async   (FerryDurableWriter   *self,
                                                         GFile                *file,
                                                         guint64               length,
                                                         GBytes               *bytes,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
/* The callback's source object is %NULL: what is queued does not keep the writer alive. */
gboolean            ferry_durable_writer_append_finish  (FerryDurableWriter   *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
/* Puts @bytes in the place of what @file holds, as a whole: whatever happens, the old or the new is
 * there, and nobody may read the new who could not read the old; a new one of ours (@is_private) is
 * made with mode 0600, any other as others of its owner. Where @file is a link, what it
 * points at is replaced. Its folder must be there.
 */
void                ferry_durable_writer_replace_async  (FerryDurableWriter   *self,
                                                         GFile                *file,
                                                         GBytes               *bytes,
                                                         gboolean              is_private,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean            ferry_durable_writer_replace_finish (FerryDurableWriter   *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);

G_END_DECLS

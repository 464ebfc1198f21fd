/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryDesk:
 * @id: a UUID, the name of this folder of journals towards other computers: claims carry it
 * @is_copy: the folder is not where it was made: another computer (its machine id, hashed), or
 *   another place on the disk (the inode of the folder): a restored backup or a copied home
 *   directory. What its journals call unfinished may have gone on elsewhere.
 * @runs: (element-type utf8): UUIDs of the runs of other desks that a person has taken over
 *
 * Kept in "desk.json" beside the journals. Of a copy the file is left as it is until
 * ferry_desk_adopt().
 */
typedef struct {
  char       *id;
  gboolean    is_copy;
  GHashTable *runs;
} FerryDesk;

void       ferry_desk_free  (FerryDesk  *self);
/* Blocking, for the worker that opens the folder. Makes it where there is none.
 * FERRY_ERROR_STORAGE, _STORAGE_FULL, _STORAGE_DENIED
 */
FerryDesk *ferry_desk_open  (GFile      *folder,
                             GError    **error);
/* Whether a journal of this folder was begun here, or taken over: one that somebody has put there
 * may name what is not his. @desk_id: (nullable): of the first format, which has none
 */
gboolean   ferry_desk_owns  (FerryDesk  *self,
                             const char *desk_id,
                             const char *run_id);
/* Blocking: from now on the folder has the id and the runs of @self, and is no copy. */
gboolean   ferry_desk_adopt (FerryDesk  *self,
                             GFile      *folder,
                             GError    **error);
FerryDesk *ferry_desk_copy  (FerryDesk  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDesk, ferry_desk_free)

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rehearsal/ferry-rehearsal-store.h"

G_BEGIN_DECLS

/* What there is, for tests that judge by it; the truth, whatever the describing calls tell so far.
 *
 *   { "event": "inventory",
 *     "tasks": [ { "id", "region", "state", "description", "instance", "volume", "zone", "format",
 *                  "image-bytes", "aged-out" } ],            all there ever were, the oldest first
 *     "instances": [ { "id", "region", "state", "zone", "type", "task", "description",
 *                      "devices": { DEVICE: VOLUME }, "tags": { KEY: VALUE } } ],  not terminated
 *     "volumes": [ { "id", "region", "state", "size", "zone", "type", "task", "description",
 *                    "instance", "device", "tags" } ],                              not deleted
 *     "objects": [ { "bucket", "key", "kind", "version", "hidden" } ] }
 *
 * "description" is that of the task. An object's "kind" is "manifest" (a name like Ferry's) or
 * "claim"; "hidden" ones are kept by a bucket with versions. What is not known is null or missing.
 * (transfer full)
 */
JsonObject *ferry_rehearsal_inventory (FerryRehearsalStore *store);

G_END_DECLS

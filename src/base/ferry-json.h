/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Readers that never abort on foreign data: a missing member or one of another
 * type is the default.
 */
const char *ferry_json_get_string (JsonObject *object,
                                   const char *name);
gint64      ferry_json_get_int    (JsonObject *object,
                                   const char *name,
                                   gint64      fallback);
gboolean    ferry_json_get_bool   (JsonObject *object,
                                   const char *name);
JsonObject *ferry_json_get_object (JsonObject *object,
                                   const char *name);
JsonArray  *ferry_json_get_array  (JsonObject *object,
                                   const char *name);
/* leaves the member out when @value is %NULL */
void        ferry_json_set_string (JsonObject *object,
                                   const char *name,
                                   const char *value);
/* The members of @object that are not among @known, for those who write it again.
 * Returns: (transfer full) (nullable)
 */
JsonObject *ferry_json_keep       (JsonObject        *object,
                                   const char *const *known);
/* Adds what ferry_json_keep() kept; @kept: (nullable) */
void        ferry_json_add_kept   (JsonObject        *object,
                                   JsonObject        *kept);
/* whether what was kept is the same; both (nullable) */
gboolean    ferry_json_equal_kept (JsonObject        *kept,
                                   JsonObject        *other);
/* One line of text without its line feed. (transfer full) */
char       *ferry_json_to_line    (JsonObject *object);
/* Returns: (transfer full): the object in @text, or %NULL with FERRY_ERROR_BAD_INPUT */
JsonObject *ferry_json_parse      (const char *text,
                                   gssize      length,
                                   GError    **error);

G_END_DECLS

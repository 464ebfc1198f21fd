/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Settings of a machine and the fields that they are set in, both ways. The group's source is the
 * machine, with a template's rows as targets.
 */

/* a string and an entry row's text */
void ferry_field_bindings_add_text   (GBindingGroup *group,
                                      const char    *property,
                                      gpointer       row);
/* an enum and the position in a combo row */
void ferry_field_bindings_add_choice (GBindingGroup *group,
                                      const char    *property,
                                      gpointer       row);
/* several strings (GStrv) and an entry row's text, with commas between */
void ferry_field_bindings_add_list   (GBindingGroup *group,
                                      const char    *property,
                                      gpointer       row);

G_END_DECLS

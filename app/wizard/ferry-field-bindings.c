/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-field-bindings.h"

#include "common/ferry-pick-row.h"

/* An entry's own undo would take back what it was filled with, too; the plan's takes back what is
 * typed.
 */
static void
leave_undo_to_plan (GtkEditable *row)
{
  gtk_editable_set_enable_undo (row, FALSE);
}

void
ferry_field_bindings_add_text (GBindingGroup *group,
                               const char    *property,
                               gpointer       row)
{
  g_return_if_fail (GTK_IS_EDITABLE (row));

  leave_undo_to_plan (GTK_EDITABLE (row));
  g_binding_group_bind (group, property, row, "text", G_BINDING_BIDIRECTIONAL);
}

static gboolean
enum_to_selected_cb (GBinding     *binding,
                     const GValue *from,
                     GValue       *to,
                     gpointer      user_data)
{
  g_value_set_uint (to, (guint) g_value_get_enum (from));

  return TRUE;
}

static gboolean
selected_to_enum_cb (GBinding     *binding,
                     const GValue *from,
                     GValue       *to,
                     gpointer      user_data)
{
  if (g_value_get_uint (from) == GTK_INVALID_LIST_POSITION)
    return FALSE;

  g_value_set_enum (to, (int) g_value_get_uint (from));

  return TRUE;
}

void
ferry_field_bindings_add_choice (GBindingGroup *group,
                                 const char    *property,
                                 gpointer       row)
{
  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  g_binding_group_bind_full (group, property, row, "selected", G_BINDING_BIDIRECTIONAL,
                             enum_to_selected_cb, selected_to_enum_cb, NULL, NULL);
}

static gboolean
list_to_text_cb (GBinding     *binding,
                 const GValue *from,
                 GValue       *to,
                 gpointer      user_data)
{
  char **values = g_value_get_boxed (from);

  g_value_take_string (to, g_strjoinv (", ", values));

  return TRUE;
}

static gboolean
text_to_list_cb (GBinding     *binding,
                 const GValue *from,
                 GValue       *to,
                 gpointer      user_data)
{
  g_autoptr(FerryPickRow) row = FERRY_PICK_ROW (g_binding_dup_target (binding));

  g_value_take_boxed (to, ferry_pick_row_dup_values (row));

  return TRUE;
}

void
ferry_field_bindings_add_list (GBindingGroup *group,
                               const char    *property,
                               gpointer       row)
{
  g_return_if_fail (FERRY_IS_PICK_ROW (row));

  leave_undo_to_plan (GTK_EDITABLE (row));
  g_binding_group_bind_full (group, property, row, "text", G_BINDING_BIDIRECTIONAL,
                             list_to_text_cb, text_to_list_cb, NULL, NULL);
}

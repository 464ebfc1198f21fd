/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "common/ferry-inscription.h"

#define RIGHT_TO_LEFT_MARK "\342\200\217"
#define FIRST_STRONG_ISOLATE "\342\201\250"
#define POP_ISOLATE "\342\201\251"

void
ferry_inscription_show (GtkInscription *self,
                        const char     *text)
{
  /* never none: GTK 4.8 does not expect that where a screen reader asks */
  if (g_strcmp0 (gtk_inscription_get_text (self), text ? text : "") != 0)
    gtk_inscription_set_text (self, text ? text : "");
}

void
ferry_inscription_show_name (GtkInscription *self,
                             const char     *name)
{
  g_autofree char *marked = NULL;

  /* The mark is what the line begins with; the name keeps its own order. */
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    marked = g_strconcat (RIGHT_TO_LEFT_MARK FIRST_STRONG_ISOLATE, name, POP_ISOLATE, NULL);
  ferry_inscription_show (self, marked ? marked : name);
}

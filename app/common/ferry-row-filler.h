/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What fills the rows of a list; a row is a bin, and its child is what fills it. */
typedef struct {
  /* at once: ferry_row_filler_name() it */
  void (*name)  (gpointer  owner,
                 AdwBin   *row,
                 gpointer  item);
  /* give it its child, once */
  void (*make)  (gpointer  owner,
                 AdwBin   *row);
  /* the child shows @item from now on */
  void (*fill)  (gpointer  owner,
                 AdwBin   *row,
                 gpointer  item);
  /* the child no longer does */
  void (*empty) (gpointer  owner,
                 AdwBin   *row);
} FerryRowFunctions;

#define FERRY_TYPE_ROW_FILLER (ferry_row_filler_get_type ())
/**
 * FerryRowFiller:
 *
 * Makes and fills the rows of a list where they are near to be seen, over several frames: GTK 4.8
 * keeps up to 200 rows about the two dozen that one sees, and asks for all of them in one frame.
 * Until its turn a row is empty, and as high as those that are not; its name it has at once.
 * Owned by the widget with the list, which it becomes the factory of; main thread.
 */
G_DECLARE_FINAL_TYPE (FerryRowFiller, ferry_row_filler, FERRY, ROW_FILLER, GObject)

/* @view: a list without a factory
 * @functions: static
 */
FerryRowFiller *ferry_row_filler_new  (GtkListView             *view,
                                       const FerryRowFunctions *functions,
                                       gpointer                 owner);
/* Before @owner goes: takes the list's model away; no function is called from then on. */
void            ferry_row_filler_stop (FerryRowFiller          *self);

/* What a row says to those who do not see it: in GTK 4.8 it says nothing until it is told.
 * @row: or its child
 * @description: (nullable)
 */
void            ferry_row_filler_name (GtkWidget               *row,
                                       const char              *name,
                                       const char              *description);
/* The same of whether it is ticked.
 * @row: or its child
 * @checkable: %FALSE: it is neither ticked nor not
 */
void            ferry_row_filler_check (GtkWidget              *row,
                                        gboolean                checkable,
                                        gboolean                checked);

G_END_DECLS

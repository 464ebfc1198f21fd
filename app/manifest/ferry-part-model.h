/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-part-item.h"

G_BEGIN_DECLS

#define FERRY_TYPE_PART_MODEL (ferry_part_model_get_type ())
/**
 * FerryPartModel:
 *
 * The parts of a manifest as a GListModel of FerryPartItem, however many: an item is made when it
 * is asked for, so a list holds as many as it shows. It may be limited to those whose key has a
 * text in it, which is looked for in another thread.
 *
 * Property: "searching" (boolean, read only). Main thread.
 */
G_DECLARE_FINAL_TYPE (FerryPartModel, ferry_part_model, FERRY, PART_MODEL, GObject)

FerryPartModel *ferry_part_model_new          (FerryManifestDocument *document);
FerryManifestDocument *
                ferry_part_model_get_document (FerryPartModel        *self);
/* (element-type FerryManifestFinding); items stay as they are: rows ask again */
void            ferry_part_model_set_findings (FerryPartModel        *self,
                                               GPtrArray             *findings);
/* FALSE where nothing was found about @part; @worst: (out) */
gboolean        ferry_part_model_get_worst    (FerryPartModel        *self,
                                               guint                  part,
                                               FerrySeverity         *worst);
/* Only those whose key has @text in it, in whatever case, or whose number it is ("#17").
 * (nullable): or empty: all
 */
void            ferry_part_model_set_search   (FerryPartModel        *self,
                                               const char            *text);
gboolean        ferry_part_model_is_searching (FerryPartModel        *self);
/* Where @part is in the model; GTK_INVALID_LIST_POSITION: it is not. */
guint           ferry_part_model_find         (FerryPartModel        *self,
                                               guint                  part);

G_END_DECLS

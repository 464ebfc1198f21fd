/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "browser/ferry-parts-box.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_DISK_CARD (ferry_disk_card_get_type ())
/**
 * FerryDiskCard:
 *
 * What is known about one disk: what it is, the verdict, its partitions or its disks, its system,
 * and which calls of VM Import take it. It shows what it is given and asks nobody.
 * Signals: "close"; "retry": look into the disk again.
 */
G_DECLARE_FINAL_TYPE (FerryDiskCard, ferry_disk_card, FERRY, DISK_CARD, AdwBin)

/* Nothing is chosen. */
void  ferry_disk_card_show_nothing (FerryDiskCard   *self);
void  ferry_disk_card_show_looking (FerryDiskCard   *self,
                                    FerryObject     *object);
/* @object: without an ETag it is a file of this computer
 * @region: (nullable): the bucket's
 */
void  ferry_disk_card_show_report  (FerryDiskCard   *self,
                                    FerryObject     *object,
                                    FerryDiskReport *report,
                                    const char      *region);
void  ferry_disk_card_show_error   (FerryDiskCard   *self,
                                    FerryObject     *object,
                                    const GError    *error);

/* What is offered where the object is a part of a disk; it does ask. (transfer none) */
FerryPartsBox *ferry_disk_card_get_parts_box (FerryDiskCard *self);
/* For a window whose title is the name already, and which is closed by itself. */
void  ferry_disk_card_hide_name    (FerryDiskCard   *self);

/* Why the disk cannot become a machine, the first reason, a sentence; %NULL when it can as far as
 * anybody sees. (transfer full)
 */
char *ferry_disk_card_judge        (FerryDiskReport *report,
                                    const char      *region);

G_END_DECLS

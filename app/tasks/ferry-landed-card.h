/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_LANDED_CARD (ferry_landed_card_get_type ())
/**
 * FerryLandedCard:
 *
 * What landed: the instance and its state, its volumes as EC2 tells of them, how to reach it, what
 * to know before it gets another type, and Start ("task.start"). EC2 is asked when a machine is
 * shown, and when its instance has come to another state; until it has answered, and where it may
 * not be asked, the card says what Ferry knows. It is not visible before a machine has landed.
 */
G_DECLARE_FINAL_TYPE (FerryLandedCard, ferry_landed_card, FERRY, LANDED_CARD, AdwBin)

void ferry_landed_card_show      (FerryLandedCard *self,
                                  FerryTaskItem   *item);
/* What EC2 would say, for those who do not ask it. @instance: (nullable); @volumes: (nullable)
 * (element-type FerryVolume)
 */
void ferry_landed_card_take_word (FerryLandedCard *self,
                                  FerryInstance   *instance,
                                  GPtrArray       *volumes);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FerryNoticeState:
 * @FERRY_NOTICE_REHEARSAL: the cloud is make-believe
 * @FERRY_NOTICE_CLOCK: this computer's clock and AWS's differ
 *
 * The states that last, in the order in which their sentences stand.
 */
typedef enum {
  FERRY_NOTICE_REHEARSAL,
  FERRY_NOTICE_CLOCK,
} FerryNoticeState;

#define FERRY_N_NOTICES (FERRY_NOTICE_CLOCK + 1)

#define FERRY_TYPE_NOTICE_BAR (ferry_notice_bar_get_type ())
/**
 * FerryNoticeBar:
 *
 * The bar under the header for states that last: a sentence each, for as long as it is true. It
 * takes no room where there is none.
 */
G_DECLARE_FINAL_TYPE (FerryNoticeBar, ferry_notice_bar, FERRY, NOTICE_BAR, AdwBin)

/* @text: (nullable): plain text; %NULL when the state has ended */
void  ferry_notice_bar_set        (FerryNoticeBar   *self,
                                   FerryNoticeState  state,
                                   const char       *text);
/* The sentence of a clock that is @minutes behind AWS's (negative: ahead of it).
 * Returns: (nullable) (transfer full): %NULL where it is right enough for AWS
 */
char *ferry_notice_describe_clock (int               minutes);

G_END_DECLS

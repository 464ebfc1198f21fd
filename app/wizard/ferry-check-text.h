/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* The field of the Machine page that a check is about; NONE for the disk, the region, the links. */
typedef enum {
  FERRY_CHECK_FIELD_NONE,
  FERRY_CHECK_FIELD_NAME,
  FERRY_CHECK_FIELD_PLATFORM,
  FERRY_CHECK_FIELD_ARCHITECTURE,
  FERRY_CHECK_FIELD_INSTANCE_TYPE,
  FERRY_CHECK_FIELD_SUBNET,
  FERRY_CHECK_FIELD_VOLUME,
} FerryCheckField;

FerryCheckField  ferry_check_get_field      (const FerryCheck *check);
/* Whether one of @checks ((element-type FerryCheck)) is about @field: the worst. (nullable) */
const FerryCheck *ferry_check_find          (GPtrArray        *checks,
                                             FerryCheckField   field);
/* Translated sentences, plain text. (transfer full) */

/* what was found, without a full stop: "The boot disk is partitioned with GPT" */
char            *ferry_check_to_title       (const FerryCheck *check);
/* the evidence, and what to do: "Found “VHDX”. Convert …" */
char            *ferry_check_to_advice      (const FerryCheck *check);
/* "Blocks", "Warning", "Note" */
const char      *ferry_severity_to_word     (FerrySeverity     severity);
const char      *ferry_severity_to_icon     (FerrySeverity     severity);
/* the style class that colours the icon */
const char      *ferry_severity_to_style    (FerrySeverity     severity);

G_END_DECLS

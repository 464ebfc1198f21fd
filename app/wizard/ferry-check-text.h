/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* The field of a machine's form that a check is about; NONE for the region, the bucket, the links
 * and the plan. DISKS: the list of its disks; VOLUME: the size of one of them.
 */
typedef enum {
  FERRY_CHECK_FIELD_NONE,
  FERRY_CHECK_FIELD_NAME,
  FERRY_CHECK_FIELD_PLATFORM,
  FERRY_CHECK_FIELD_ARCHITECTURE,
  FERRY_CHECK_FIELD_INSTANCE_TYPE,
  FERRY_CHECK_FIELD_ZONE,
  FERRY_CHECK_FIELD_SUBNET,
  FERRY_CHECK_FIELD_GROUPS,
  FERRY_CHECK_FIELD_IP,
  FERRY_CHECK_FIELD_TENANCY,
  FERRY_CHECK_FIELD_SHUTDOWN,
  FERRY_CHECK_FIELD_USER_DATA,
  FERRY_CHECK_FIELD_TAGS,
  FERRY_CHECK_FIELD_ROAD,
  FERRY_CHECK_FIELD_DISKS,
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
/* of a button: "Raise to 41 GiB", "Make Own Machine"; (nullable): there is no fix */
char            *ferry_fix_to_label         (const FerryCheck *check);
/* "Blocks", "Warning", "Note" */
const char      *ferry_severity_to_word     (FerrySeverity     severity);
const char      *ferry_severity_to_icon     (FerrySeverity     severity);
/* the style class that colours the icon */
const char      *ferry_severity_to_style    (FerrySeverity     severity);

G_END_DECLS

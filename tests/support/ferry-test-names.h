/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/**
 * FerryTestName:
 * @name: of the case
 * @key: of the object
 * @refusal: (nullable): why no manifest can be made
 *
 * A key as a bucket may hold it and nobody expects it.
 */
typedef struct {
  const char *name;
  const char *key;
  const char *refusal;
} FerryTestName;

#define FERRY_TEST_N_NAMES 47

/* For a real server and for the window: keys that are UTF-8, which a server may insist on. */
extern const FerryTestName ferry_test_names[FERRY_TEST_N_NAMES];

G_END_DECLS

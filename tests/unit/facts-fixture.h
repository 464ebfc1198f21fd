/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-cloud.h"

#define REGION "eu-west-1"

/* Waits in the main loop until nothing is asked any more. */
static inline void
wait_loaded (FerryAccountFacts *facts)
{
  while (ferry_account_facts_is_loading (facts))
    g_main_context_iteration (NULL, TRUE);
}

static inline void
assert_known (FerryAccountFacts *facts)
{
  for (FerryFact fact = 0; fact < FERRY_N_FACTS; fact++)
    {
      const GError *error = ferry_account_facts_get_error (facts, fact);

      g_assert_no_error (error);
      g_assert_true (ferry_account_facts_knows (facts, fact));
    }
}

/* @user_data: how often each fact changed */
static inline void
count_cb (FerryAccountFacts *facts,
          guint              fact,
          gpointer           user_data)
{
  guint *changes = user_data;

  g_assert_cmpuint (fact, <, FERRY_N_FACTS);
  changes[fact]++;
}

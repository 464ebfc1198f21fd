/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry.h"

/* Times are seconds after the request. */

static GDateTime *
at (gint64 seconds)
{
  return g_date_time_new_from_unix_utc (1767225600 + seconds);
}

static FerrySettling *
make (guint speed)
{
  g_autoptr(GDateTime) requested = at (0);

  return ferry_settling_new (requested, speed);
}

static FerrySettlingStep
next (FerrySettling *settling,
      gint64         seconds)
{
  g_autoptr(GDateTime) now = at (seconds);
  g_autoptr(GDateTime) until = NULL;
  FerrySettlingStep step = ferry_settling_next (settling, now, &until);

  g_assert_true ((until == NULL) == (step == FERRY_SETTLING_NOT_SENT));

  return step;
}

static void
absent (FerrySettling *settling,
        gint64         seconds)
{
  g_autoptr(GDateTime) asked = at (seconds);

  ferry_settling_absent (settling, asked);
}

static void
removed (FerrySettling *settling,
         gint64         seconds)
{
  g_autoptr(GDateTime) now = at (seconds);

  ferry_settling_removed (settling, now);
}

#define MINUTES(n) ((n) * 60)

/* Whatever happens before the signature has ended and the manifest is gone, proves nothing. */
static void
test_table (void)
{
  static const struct {
    int               seconds;
    char              happens;  /* 'a': an answer without the token, 'r': the manifest is gone */
    FerrySettlingStep step;     /* after it */
  } rows[] = {
    { 0, ' ', FERRY_SETTLING_ASK },
    { 0, 'a', FERRY_SETTLING_WAIT },
    { 4, ' ', FERRY_SETTLING_WAIT },
    { 5, ' ', FERRY_SETTLING_ASK },
    { 14, ' ', FERRY_SETTLING_WAIT },
    { 15, ' ', FERRY_SETTLING_ASK },
    { MINUTES (10), 'a', FERRY_SETTLING_ASK },
    { MINUTES (14), 'a', FERRY_SETTLING_ASK },
    { MINUTES (15) - 1, ' ', FERRY_SETTLING_WAIT },
    { MINUTES (15), ' ', FERRY_SETTLING_REMOVE },
    { MINUTES (15) + 1, ' ', FERRY_SETTLING_WAIT },
    { MINUTES (17), 'a', FERRY_SETTLING_REMOVE },
    { MINUTES (18), 'r', FERRY_SETTLING_ASK },
    { MINUTES (18), 'a', FERRY_SETTLING_WAIT },
    { MINUTES (20), 'a', FERRY_SETTLING_ASK },
    { MINUTES (28) - 1, 'a', FERRY_SETTLING_ASK },
    { MINUTES (28), 'a', FERRY_SETTLING_NOT_SENT },
    { MINUTES (40), ' ', FERRY_SETTLING_NOT_SENT },
  };
  g_autoptr(FerrySettling) settling = make (1);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].happens == 'a')
        absent (settling, rows[i].seconds);
      else if (rows[i].happens == 'r')
        removed (settling, rows[i].seconds);
      g_test_message ("row %u", i);
      g_assert_cmpint (next (settling, rows[i].seconds), ==, rows[i].step);
    }
}

/* Without an answer there is no end, and the questions get rarer. */
static void
test_no_answer (void)
{
  g_autoptr(FerrySettling) settling = make (1);
  guint n_asked = 0;

  removed (settling, MINUTES (15));
  for (gint64 i = MINUTES (15); i < MINUTES (600); i++)
    {
      FerrySettlingStep step = next (settling, i);

      g_assert_cmpint (step, !=, FERRY_SETTLING_NOT_SENT);
      g_assert_cmpint (step, !=, FERRY_SETTLING_REMOVE);
      if (step == FERRY_SETTLING_ASK)
        n_asked++;
    }
  g_assert_cmpuint (n_asked, <=, 600 / 2 + 10);
  g_assert_cmpuint (n_asked, >=, 585 / 2);
}

/* Removed before it was due: EC2 may still accept the request, so that time does not count. */
static void
test_removed_early (void)
{
  g_autoptr(FerrySettling) settling = make (1);

  removed (settling, 0);
  absent (settling, 1);
  absent (settling, MINUTES (14));
  g_assert_cmpint (next (settling, MINUTES (14)), ==, FERRY_SETTLING_ASK);
  absent (settling, MINUTES (15));
  absent (settling, MINUTES (25) - 1);
  g_assert_cmpint (next (settling, MINUTES (25)), ==, FERRY_SETTLING_ASK);
  absent (settling, MINUTES (25));
  g_assert_cmpint (next (settling, MINUTES (25)), ==, FERRY_SETTLING_NOT_SENT);
}

/* A clock that jumped ahead, and back: what was heard then does not count, and there is an end. */
static void
test_jump (void)
{
  g_autoptr(FerrySettling) settling = make (1);

  removed (settling, MINUTES (16));
  absent (settling, MINUTES (200));
  g_assert_cmpint (next (settling, MINUTES (200)), ==, FERRY_SETTLING_ASK);
  g_assert_cmpint (next (settling, MINUTES (17)), ==, FERRY_SETTLING_ASK);
  absent (settling, MINUTES (17));
  g_assert_cmpint (next (settling, MINUTES (18)), ==, FERRY_SETTLING_ASK);
  absent (settling, MINUTES (27) - 1);
  g_assert_cmpint (next (settling, MINUTES (27)), !=, FERRY_SETTLING_NOT_SENT);
  absent (settling, MINUTES (27));
  g_assert_cmpint (next (settling, MINUTES (27)), ==, FERRY_SETTLING_NOT_SENT);
}

static void
test_end (void)
{
  g_autoptr(FerrySettling) settling = make (1);
  g_autoptr(FerrySettling) fast = make (60);
  g_autoptr(GDateTime) first = ferry_settling_dup_end (settling);
  g_autoptr(GDateTime) soon = ferry_settling_dup_end (fast);
  g_autoptr(GDateTime) last = NULL;
  g_autoptr(GDateTime) begin = at (0);

  g_assert_cmpint (g_date_time_difference (first, begin), ==, 27 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (g_date_time_difference (soon, begin), ==, 27 * G_TIME_SPAN_MINUTE / 60);
  removed (settling, MINUTES (20));
  last = ferry_settling_dup_end (settling);
  g_assert_cmpint (g_date_time_difference (last, begin), ==, 32 * G_TIME_SPAN_MINUTE);
}

/* What was told so far, to judge an answer by. */
typedef struct {
  gboolean is_removed;
  gint64   removed;
  GArray  *absences;  /* gint64, after the last removal */
} Told;

/* Two answers 10 minutes apart, both after the end of the signature and the removal. */
static gboolean
may_be_settled (Told  *told,
                gint64 now)
{
  const gint64 from = MAX (told->removed, MINUTES (15));

  if (!told->is_removed || now < MINUTES (25))
    return FALSE;

  for (guint i = 0; i < told->absences->len; i++)
    for (guint j = 0; j < told->absences->len; j++)
      {
        gint64 first = g_array_index (told->absences, gint64, i);
        gint64 last = g_array_index (told->absences, gint64, j);

        if (first >= from && last - first >= MINUTES (10) && last <= now)
          return TRUE;
      }

  return FALSE;
}

/* One life of an unconfirmed request: time goes on and sometimes jumps, answers come or not. */
static gboolean
live (void)
{
  g_autoptr(FerrySettling) settling = make (1);
  g_autoptr(GArray) absences = g_array_new (FALSE, FALSE, sizeof (gint64));
  Told told = { FALSE, 0, absences };
  gint64 now = g_test_rand_int_range (-MINUTES (20), MINUTES (40));

  for (guint i = 0; i < 60; i++)
    {
      const int dice = g_test_rand_int_range (0, 10);
      FerrySettlingStep step = next (settling, now);

      if (step == FERRY_SETTLING_NOT_SENT)
        {
          g_assert_true (may_be_settled (&told, now));
          return TRUE;
        }
      if ((step == FERRY_SETTLING_REMOVE && dice > 2) || dice == 9)
        {
          removed (settling, now);
          told.removed = MAX (told.is_removed ? told.removed : G_MININT64, now);
          told.is_removed = TRUE;
        }
      else if (dice > 3)
        {
          absent (settling, now);
          g_array_append_val (absences, now);
        }
      now += dice == 0 ? g_test_rand_int_range (-MINUTES (60), MINUTES (60))
                       : g_test_rand_int_range (0, MINUTES (4));
    }

  return FALSE;
}

static void
test_random (void)
{
  guint n_settled = 0;

  for (guint i = 0; i < 5000; i++)
    n_settled += live ();
  g_test_message ("%u of 5000 were settled", n_settled);
  g_assert_cmpuint (n_settled, >, 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/settling/table", test_table);
  g_test_add_func ("/settling/no-answer", test_no_answer);
  g_test_add_func ("/settling/removed-early", test_removed_early);
  g_test_add_func ("/settling/jump", test_jump);
  g_test_add_func ("/settling/end", test_end);
  g_test_add_func ("/settling/random", test_random);

  return g_test_run ();
}

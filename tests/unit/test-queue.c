/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry.h"

#include "import/ferry-queue-place.h"
#include "import/ferry-turns.h"

/* The decisions of the queue, which are pure. */

#define SLOTS 5

typedef struct {
  const char       *name;
  FerryTurnMachine  machines[4];
  guint             n_machines;
  FerryTurnPlace    places[2];
  int               next;
} Case;

static const Case cases[] = {
  { "nobody", { { 0 } }, 0, { { 0, FALSE } }, -1 },
  { "the first", { { 0, FALSE, TRUE, FALSE }, { 0, FALSE, TRUE, FALSE } }, 2, { { 0, FALSE } }, 0 },
  { "one that has begun", { { 0, FALSE, TRUE, FALSE }, { 0, TRUE, TRUE, FALSE } }, 2,
    { { 4, FALSE } }, 1 },
  { "not without a slot", { { 0, TRUE, TRUE, FALSE } }, 1, { { 5, FALSE } }, -1 },
  { "not where more run than may", { { 0, TRUE, TRUE, FALSE } }, 1, { { 9, FALSE } }, -1 },
  { "not one that is held", { { 0, FALSE, TRUE, TRUE }, { 0, FALSE, TRUE, FALSE } }, 2,
    { { 0, FALSE } }, 1 },
  { "held, though begun", { { 0, TRUE, TRUE, TRUE } }, 1, { { 0, FALSE } }, -1 },
  { "not at a place that rests", { { 0, TRUE, TRUE, FALSE }, { 1, FALSE, TRUE, FALSE } }, 2,
    { { 0, TRUE }, { 0, FALSE } }, 1 },
  { "a full place holds up no other", { { 0, FALSE, TRUE, FALSE }, { 1, FALSE, TRUE, FALSE } }, 2,
    { { 5, FALSE }, { 4, FALSE } }, 1 },
  { "begun, but its zone is not known", { { 0, TRUE, FALSE, FALSE }, { 0, FALSE, TRUE, FALSE } }, 2,
    { { 1, FALSE } }, 1 },
};

static void
test_next (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];

      g_test_message ("%s", c->name);
      g_assert_cmpint (ferry_turns_next (c->machines, c->n_machines, c->places, SLOTS), ==,
                       c->next);
    }
}

/* A machine of a simulation. */
typedef struct {
  guint    n_left;     /* disks whose turn has not come */
  guint    n_running;
  gboolean knows_zone;
} Simulated;

typedef struct {
  FerryTurnMachine turns[40];
  Simulated        machines[40];
  guint            n_machines;
  FerryTurnPlace   places[3];
  guint            n_foreign[3];
  guint            n_begun;      /* machines, in their order, that must have begun */
} Simulation;

static void
count (Simulation *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->places); i++)
    self->places[i].n_active = self->n_foreign[i];
  for (guint i = 0; i < self->n_machines; i++)
    {
      self->places[self->turns[i].place].n_active += self->machines[i].n_running;
      self->turns[i].ready = self->machines[i].n_left > 0 &&
                             (!self->turns[i].begun || self->machines[i].knows_zone);
    }
}

/* Of those at its place, none stands before it that could have begun. */
static void
assert_order (Simulation *self,
              guint       next)
{
  for (guint i = 0; i < self->n_machines; i++)
    {
      const FerryTurnMachine *other = &self->turns[i];

      if (other->place != self->turns[next].place || !other->ready || other->held)
        continue;
      if (other->begun && !self->turns[next].begun)
        g_error ("machine %u has begun, %u had the turn", i, next);
      if (other->begun == self->turns[next].begun)
        g_assert_cmpuint (i, >=, next);
    }
}

static void
give_turns (Simulation *self)
{
  for (;;)
    {
      int next;

      count (self);
      next = ferry_turns_next (self->turns, self->n_machines, self->places, SLOTS);
      if (next < 0)
        return;

      g_assert_false (self->turns[next].held);
      g_assert_false (self->places[self->turns[next].place].rests);
      assert_order (self, next);
      self->turns[next].begun = TRUE;
      self->machines[next].n_left--;
      self->machines[next].n_running++;
      count (self);
      g_assert_cmpuint (self->places[self->turns[next].place].n_active, <=, SLOTS);
    }
}

static void
let_time_pass (Simulation *self,
               GRand      *random)
{
  for (guint i = 0; i < self->n_machines; i++)
    {
      Simulated *machine = &self->machines[i];

      if (machine->n_running > 0 && g_rand_boolean (random))
        {
          machine->knows_zone = TRUE;
          machine->n_running -= g_rand_boolean (random) ? 1 : 0;
        }
      self->turns[i].held = g_rand_int_range (random, 0, 10) == 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->places); i++)
    {
      self->places[i].rests = g_rand_int_range (random, 0, 5) == 0;
      self->n_foreign[i] = g_rand_int_range (random, 0, 4);
    }
}

static guint
count_left (Simulation *self)
{
  guint n_left = 0;

  for (guint i = 0; i < self->n_machines; i++)
    n_left += self->machines[i].n_left + self->machines[i].n_running;

  return n_left;
}

/* Never more than there are slots, in order, and everybody's turn comes. */
static void
test_random (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20261126);

  for (guint round = 0; round < 300; round++)
    {
      Simulation self = { .n_machines = g_rand_int_range (random, 1, 40) };
      guint n_rounds = 0;

      for (guint i = 0; i < self.n_machines; i++)
        {
          self.turns[i].place = g_rand_int_range (random, 0, G_N_ELEMENTS (self.places));
          self.machines[i].n_left = g_rand_int_range (random, 1, 6);
        }
      while (count_left (&self) > 0)
        {
          let_time_pass (&self, random);
          /* What others run may be more than the slots; then nothing is given. */
          give_turns (&self);
          g_assert_cmpuint (n_rounds++, <, 5000);
        }
    }
}

static void
test_back_off (void)
{
  FerryQueuePlace *place = ferry_queue_place_new ("account", "eu-west-1");
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  guint before = 0;

  for (guint i = 0; i < 40; i++)
    {
      guint delay = ferry_queue_place_back_off (place, now, 1, 0);

      g_assert_cmpuint (delay, >=, 60 * 1000);
      g_assert_cmpuint (delay, <=, 15 * 60 * 1000);
      g_assert_cmpuint (delay, >=, before);
      g_assert_cmpint (g_date_time_difference (place->until, now), ==,
                       (GTimeSpan) delay * G_TIME_SPAN_MILLISECOND);
      before = delay;
    }
  g_assert_cmpuint (ferry_queue_place_back_off (place, now, 1, G_MAXUINT32), ==, 15 * 60 * 1000);
  g_assert_cmpuint (ferry_queue_place_back_off (place, now, 1000, G_MAXUINT32), ==, 900);
  g_assert_cmpuint (ferry_queue_place_back_off (place, now, G_MAXUINT, 0), ==, 1);
  place->n_refusals = 0;
  g_assert_cmpuint (ferry_queue_place_back_off (place, now, 1, 0), ==, 60 * 1000);
  ferry_queue_place_free (place);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/queue/next", test_next);
  g_test_add_func ("/queue/random", test_random);
  g_test_add_func ("/queue/back-off", test_back_off);

  return g_test_run ();
}

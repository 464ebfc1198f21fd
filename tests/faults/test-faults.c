/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-fault-table.h"

/* Each operation of libferry under each fault, against the real rehearsal cloud: what the caller is
 * told, and how many requests have arrived. A test a cell; GLib's --seed makes their order. Each
 * says "cell ROW COLUMN WORD (REQUESTS)" for tests/faults/table.
 */

#define ALL_AT_ONCE_SECONDS 3

/* One operation on its way. */
typedef struct {
  const FerryFaultOperation *operation;
  FerryClient               *client;
  GCancellable              *cancellable;
  GAsyncResult              *slot;
  int                        outcome;
  guint                      requests;
  char                      *message;
} Run;

typedef struct {
  const FerryFault          *fault;
  const FerryFaultOperation *operation;
  FerryFaultCell             expected;
} Cell;

static FerryFaultBench *bench;
/* of the row whose operations run together */
static Run together[FERRY_FAULT_N_OPERATIONS];

static void
run_clear (Run *run)
{
  g_clear_object (&run->client);
  g_clear_object (&run->cancellable);
  g_clear_pointer (&run->message, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static void
tell (const char *line)
{
  g_autoptr(GPtrArray) requests = ferry_test_cloud_tell (bench->cloud, line);
}

/* The same operation is named alike by header and by link: only the signature differs. */
static guint
count (GPtrArray *requests,
       gboolean   by_link)
{
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      JsonObject *request = g_ptr_array_index (requests, i);

      if ((g_strcmp0 (ferry_json_get_string (request, "signed"), "query") == 0) == by_link)
        n++;
    }

  return n;
}

static void
run_start (Run                       *run,
           const FerryFault          *fault,
           const FerryFaultOperation *operation,
           const char                *task_id)
{
  FerryFaultCall call = {
    .bucket = fault->bucket ? fault->bucket : FERRY_FAULT_BUCKET,
    .task_id = task_id,
    .serial = bench->serial++,
  };

  run->operation = operation;
  run->cancellable = g_cancellable_new ();
  run->client = ferry_fault_bench_make_client (bench,
                                               fault->closed ? bench->closed_endpoint
                                               : fault->tls ? bench->tls_endpoint : NULL,
                                               fault->key, fault->secret, fault->temporary,
                                               fault->together ? ALL_AT_ONCE_SECONDS : 0);
  call.client = run->client;
  operation->start (&call, run->cancellable, ferry_test_take_result, &run->slot);
}

static void
run_finish (Run *run)
{
  g_autoptr(GAsyncResult) result = ferry_test_wait (&run->slot);
  g_autoptr(GError) error = NULL;

  if (run->operation->finish (run->client, result, &error))
    run->outcome = FERRY_FAULT_DONE;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    run->outcome = FERRY_FAULT_CANCELLED;
  else
    {
      run->message = g_strdup (error->message);
      g_assert_true (error->domain == FERRY_ERROR);
      run->outcome = error->code;
    }
}

static void
set_faults (const FerryFault          *fault,
            const FerryFaultOperation *operation)
{
  tell ("no-faults");
  for (guint i = 0; i < G_N_ELEMENTS (fault->specs) && fault->specs[i]; i++)
    {
      g_auto(GStrv) around = g_strsplit (fault->specs[i], "%s", -1);
      g_autofree char *line = g_strjoinv (operation ? operation->operation : "", around);

      tell (line);
    }
}

static void
run_cell (Run        *run,
          const Cell *cell)
{
  const gboolean cancels = cell->operation == &ferry_fault_operations[FERRY_FAULT_CANCEL];
  g_autofree char *task_id = cancels ? ferry_fault_bench_make_task (bench) : NULL;
  g_autoptr(GPtrArray) requests = NULL;
  guint before = bench->tls_requests;

  set_faults (cell->fault, cell->operation);
  run_start (run, cell->fault, cell->operation, task_id);
  if (cell->fault->cancelled)
    {
      g_autoptr(JsonObject) held =
        ferry_test_cloud_wait (bench->cloud, "event", "request", "fault", "hold-reply");

      run->requests++;
      g_cancellable_cancel (run->cancellable);
    }
  run_finish (run);

  requests = ferry_test_cloud_tell (bench->cloud, "no-faults");
  run->requests += requests->len + bench->tls_requests - before;
  ferry_fault_bench_end_tasks (bench);
}

/* Who waits for an answer in vain waits a second for each attempt: all of them at the same time. */
static void
run_together (const FerryFault *fault)
{
  g_autofree char *task_id = ferry_fault_bench_make_task (bench);
  g_autoptr(GPtrArray) requests = NULL;

  set_faults (fault, NULL);
  for (guint i = 0; i < FERRY_FAULT_N_OPERATIONS; i++)
    run_start (&together[i], fault, &ferry_fault_operations[i], task_id);
  for (guint i = 0; i < FERRY_FAULT_N_OPERATIONS; i++)
    run_finish (&together[i]);

  requests = ferry_test_cloud_tell (bench->cloud, "no-faults");
  for (guint i = 0; i < FERRY_FAULT_N_OPERATIONS; i++)
    {
      g_autoptr(GPtrArray) own = g_ptr_array_new ();

      for (guint j = 0; j < requests->len; j++)
        if (g_strcmp0 (ferry_json_get_string (g_ptr_array_index (requests, j), "operation"),
                       ferry_fault_operations[i].operation) == 0)
          g_ptr_array_add (own, g_ptr_array_index (requests, j));
      together[i].requests = count (own, i == FERRY_FAULT_LINK);
    }
  ferry_fault_bench_end_tasks (bench);
}

static void
judge (const Cell *cell,
       const Run  *run)
{
  const char *word = ferry_fault_outcome_word (run->outcome);

  if (run->requests > 1)
    g_test_message ("cell %s\t%s\t%s (%u)", cell->fault->name, cell->operation->name, word,
                    run->requests);
  else
    g_test_message ("cell %s\t%s\t%s", cell->fault->name, cell->operation->name, word);

  if (run->outcome == cell->expected.outcome && run->requests == cell->expected.requests)
    return;
  g_test_message ("%s must be \"%s\" after %u requests, and was \"%s\" after %u: %s",
                  cell->operation->name, ferry_fault_outcome_word (cell->expected.outcome),
                  cell->expected.requests, word, run->requests,
                  run->message ? run->message : "no error");
  g_test_fail ();
}

static void
test_cell (gconstpointer data)
{
  const Cell *cell = data;
  g_auto(Run) run = { 0 };

  if (cell->expected.outcome == FERRY_FAULT_MEANINGLESS)
    {
      g_test_message ("cell %s\t%s\t%s", cell->fault->name, cell->operation->name,
                      ferry_fault_outcome_word (cell->expected.outcome));
      return;
    }

  if (cell->fault->together)
    {
      if (together[0].client == NULL)
        run_together (cell->fault);
      judge (cell, &together[cell->operation - ferry_fault_operations]);
      return;
    }

  run_cell (&run, cell);
  judge (cell, &run);
}

static void
cell_add (gpointer data,
          gpointer user_data)
{
  Cell *cell = data;
  g_autofree char *path = g_strdup_printf ("/faults/%s/%s", cell->fault->name,
                                           cell->operation->name);

  g_test_add_data_func (path, cell, test_cell);
}

static GPtrArray *
make_cells (void)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  guint n_faults;
  const FerryFault *faults = ferry_fault_table (&n_faults);

  for (guint i = 0; i < n_faults; i++)
    for (guint j = 0; j < FERRY_FAULT_N_OPERATIONS; j++)
      {
        const Cell cell = { &faults[i], &ferry_fault_operations[j], faults[i].cells[j] };

        g_ptr_array_insert (cells, g_test_rand_int_range (0, cells->len + 1),
                            g_memdup2 (&cell, sizeof cell));
      }

  return cells;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GPtrArray) cells = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  cells = make_cells ();
  g_ptr_array_foreach (cells, cell_add, NULL);

  bench = ferry_fault_bench_new ();
  status = g_test_run ();
  for (guint i = 0; i < FERRY_FAULT_N_OPERATIONS; i++)
    run_clear (&together[i]);
  ferry_fault_bench_free (bench);

  return status;
}

/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "tasks/ferry-task.h"

G_BEGIN_DECLS

/**
 * FerryTaskWatch:
 *
 * The questions to one place (an account in a region) and their timer: one round at a time, the
 * next 15 s after a round that changed something, later after quiet or failed ones, 60 s at most.
 * A round asks for all tasks, then by id for those that ferry_task_watch_ask_about()
 * names meanwhile.
 *
 * Owned by the task list; freeing it cancels the round under way. Main thread.
 */
typedef struct _FerryTaskWatch FerryTaskWatch;

typedef struct {
  /* whether anybody wants answers now; while not, the timer rests */
  gboolean (*is_wanted) (FerryTaskWatch       *watch,
                         gpointer              user_data);
  /* All that EC2 knows, asked at @asked. Returns: whether that was news */
  gboolean (*answered)  (FerryTaskWatch       *watch,
                         GPtrArray            *said,
                         GDateTime            *asked,
                         gboolean              first,
                         gpointer              user_data);
  /* The answer about one task. @said: %NULL when EC2 knows no such id. Returns: as above */
  gboolean (*told)      (FerryTaskWatch       *watch,
                         FerryTask            *task,
                         FerryConversionTask  *said,
                         GDateTime            *asked,
                         gpointer              user_data);
  void     (*failed)    (FerryTaskWatch       *watch,
                         GError               *error,
                         gpointer              user_data);
} FerryTaskWatchFuncs;

FerryTaskWatch *ferry_task_watch_new        (FerryClient               *client,
                                             const char                *region,
                                             guint                      speed,
                                             const FerryTaskWatchFuncs *funcs,
                                             gpointer                   user_data);
void            ferry_task_watch_free       (FerryTaskWatch            *watch);
FerryClient    *ferry_task_watch_get_client (FerryTaskWatch            *watch);
const char     *ferry_task_watch_get_region (FerryTaskWatch            *watch);
/* A round under way with the old client is given up and asked again with the new one. */
void            ferry_task_watch_set_client (FerryTaskWatch            *watch,
                                             FerryClient               *client);
/* Whether this is that place. @region: (nullable): any region of the account */
gboolean        ferry_task_watch_covers     (FerryTaskWatch            *watch,
                                             const char                *account_id,
                                             const char                *region);
/* Asks now; when a round is under way, once more after it. */
void            ferry_task_watch_ask        (FerryTaskWatch            *watch);
/* From within answered(): asks for @task by its id before the round ends. */
void            ferry_task_watch_ask_about  (FerryTaskWatch            *watch,
                                             FerryTask                 *task);
/* is_wanted() may have become true: starts the timer if it rests. */
void            ferry_task_watch_poke       (FerryTaskWatch            *watch);

G_END_DECLS

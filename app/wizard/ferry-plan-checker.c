/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-plan-checker.h"

#include "wizard/ferry-user-data.h"

/* After the events that change something, before the frame that shows it. */
#define PRIORITY (G_PRIORITY_HIGH_IDLE + 5)

struct _FerryPlanChecker {
  GObject              parent_instance;

  FerryClient         *client;     /* (nullable) */
  FerryPlan           *plan;       /* (nullable) */
  FerryAccountCache   *cache;      /* (nullable): nothing is asked */
  FerryTaskList       *tasks;      /* (nullable) */
  GPtrArray           *checks;     /* (element-type FerryCheck) */

  FerryCheckSituation  situation;
  GHashTable          *accounts;   /* region → FerryAccountFacts */
  GHashTable          *buckets;    /* name → FerryBucketFacts */
  GHashTable          *imported;   /* "bucket/key" → id */
  GHashTable          *user_data;  /* reference → GBytes, (nullable) */
  GHashTable          *asked;      /* of strings: buckets and references that are being read */

  GCancellable        *cancellable;
  guint                source;
};

G_DEFINE_FINAL_TYPE (FerryPlanChecker, ferry_plan_checker, G_TYPE_OBJECT)

typedef enum {
  PROP_CHECKS = 1,
} FerryPlanCheckerProperty;

static GParamSpec *properties[PROP_CHECKS + 1];

enum {
  FACTS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A question on its way: an answer to a checker that has gone on is not heard. */
typedef struct {
  FerryPlanChecker *self;
  char             *name;
} Question;

static void queue_check (FerryPlanChecker *self);

static Question *
question_new (FerryPlanChecker *self,
              const char       *name)
{
  Question *question = g_new0 (Question, 1);

  question->self = self;
  question->name = g_strdup (name);

  return question;
}

static void
question_free (Question *question)
{
  g_free (question->name);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
facts_changed_cb (FerryPlanChecker  *self,
                  FerryFact          fact,
                  FerryAccountFacts *facts)
{
  g_signal_emit (self, signals[FACTS_CHANGED], 0, ferry_account_facts_get_region (facts));
  queue_check (self);
}

static void
put_facts (FerryPlanChecker  *self,
           FerryAccountFacts *facts)
{
  const char *region = ferry_account_facts_get_region (facts);
  FerryAccountFacts *old = g_hash_table_lookup (self->accounts, region);

  if (old == facts)
    return;
  if (old)
    g_signal_handlers_disconnect_by_func (old, facts_changed_cb, self);

  g_hash_table_replace (self->accounts, g_strdup (region), g_object_ref (facts));
  g_signal_connect_object (facts, "changed", G_CALLBACK (facts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[FACTS_CHANGED], 0, region);
}

static void
bucket_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(GError) error = NULL;
  FerryBucketFacts *facts;

  facts = ferry_bucket_facts_load_finish (FERRY_CLIENT (source), result, &error);
  if (facts == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("Bucket %s is not known: %s", question->name, error->message);
      return;
    }

  g_hash_table_replace (question->self->buckets, g_strdup (question->name), facts);
  queue_check (question->self);
}

static void
ask_bucket (FerryPlanChecker *self,
            const char       *region,
            const char       *bucket)
{
  if (!g_hash_table_add (self->asked, g_strdup (bucket)))
    return;

  ferry_bucket_facts_load_async (self->client, region, bucket, self->cancellable,
                                 bucket_cb, question_new (self, bucket));
}

static void
user_data_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(GError) error = NULL;
  GBytes *bytes = ferry_user_data_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_hash_table_replace (question->self->user_data, g_strdup (question->name), bytes);
  queue_check (question->self);
}

/* What is not a file is not read here, and no rule complains of it. */
static void
ask_user_data (FerryPlanChecker *self,
               const char       *reference)
{
  if (!g_str_has_prefix (reference, "file:///") ||
      !g_hash_table_add (self->asked, g_strdup (reference)))
    return;

  ferry_user_data_read_async (reference, self->cancellable,
                              user_data_cb, question_new (self, reference));
}

static void
ask_for_machine (FerryPlanChecker *self,
                 FerryMachine     *machine)
{
  const char *region = ferry_machine_get_region (machine);
  guint n_disks = ferry_machine_get_n_disks (machine);

  ask_user_data (self, ferry_machine_get_user_data (machine));
  if (self->client == NULL || self->cache == NULL)
    return;

  if (!g_hash_table_contains (self->accounts, region))
    put_facts (self, ferry_account_cache_get (self->cache, self->client, region));
  for (guint i = 0; i < n_disks; i++)
    {
      FerryDisk *disk = ferry_machine_disk_get_disk (ferry_machine_get_disk (machine, i));

      ask_bucket (self, ferry_disk_get_region (disk), ferry_disk_get_bucket (disk));
    }
}

static gboolean
is_taking (FerryTaskState state)
{
  return state != FERRY_TASK_PLANNED && state != FERRY_TASK_CANCELLED && state != FERRY_TASK_FAILED;
}

static void
collect_imported (FerryPlanChecker *self)
{
  GListModel *tasks = self->tasks ? G_LIST_MODEL (self->tasks) : NULL;
  guint n_tasks = tasks ? g_list_model_get_n_items (tasks) : 0;

  g_hash_table_remove_all (self->imported);
  for (guint i = 0; i < n_tasks; i++)
    {
      g_autoptr(FerryTask) task = g_list_model_get_item (tasks, i);
      const char *source = ferry_task_get_source (task);
      const char *id = ferry_task_get_instance_id (task);

      if (id == NULL)
        id = ferry_task_get_conversion_task_id (task);
      if (source && is_taking (ferry_task_get_state (task)))
        g_hash_table_replace (self->imported, g_strdup (source),
                              g_strdup (id ? id : ferry_task_get_name (task)));
    }
}

static void
look_around (FerryPlanChecker *self)
{
  FerryCheckSituation *situation = &self->situation;

  situation->link_seconds = 0;
  situation->rehearsal = FALSE;
  if (self->client)
    {
      g_autoptr(GDateTime) now = ferry_client_dup_now (self->client);
      FerryCredentials *credentials = ferry_client_get_credentials (self->client);

      situation->rehearsal =
        ferry_account_is_rehearsal (ferry_client_get_account (self->client));
      situation->link_seconds =
        ferry_check_link_seconds (now, ferry_credentials_get_expiration (credentials));
    }
  collect_imported (self);
  situation->n_active = self->tasks ? ferry_task_list_get_n_running (self->tasks) : 0;
}

static void
check_now (FerryPlanChecker *self)
{
  guint n_machines = self->plan ? ferry_plan_get_n_machines (self->plan) : 0;

  g_clear_handle_id (&self->source, g_source_remove);
  for (guint i = 0; i < n_machines; i++)
    ask_for_machine (self, ferry_plan_get_machine (self->plan, i));

  look_around (self);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  self->checks = self->plan ? ferry_check_plan (self->plan, &self->situation)
                            : g_ptr_array_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKS]);
}

static gboolean
check_cb (gpointer user_data)
{
  FerryPlanChecker *self = user_data;

  self->source = 0;
  check_now (self);

  return G_SOURCE_REMOVE;
}

static void
queue_check (FerryPlanChecker *self)
{
  if (self->source == 0)
    self->source = g_idle_add_full (PRIORITY, check_cb, self, NULL);
}

/* The answers on their way are about something else. */
static void
forget (FerryPlanChecker *self)
{
  GHashTableIter iter;
  gpointer facts;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  g_hash_table_iter_init (&iter, self->accounts);
  while (g_hash_table_iter_next (&iter, NULL, &facts))
    g_signal_handlers_disconnect_by_func (facts, facts_changed_cb, self);
  g_hash_table_remove_all (self->accounts);
  g_hash_table_remove_all (self->buckets);
  g_hash_table_remove_all (self->user_data);
  g_hash_table_remove_all (self->asked);
}

static void
plan_changed_cb (FerryPlanChecker *self)
{
  queue_check (self);
}

static void
set_plan (FerryPlanChecker *self,
          FerryPlan        *plan)
{
  if (self->plan)
    g_signal_handlers_disconnect_by_func (self->plan, plan_changed_cb, self);
  g_set_object (&self->plan, plan);
  if (plan)
    g_signal_connect_object (plan, "changed", G_CALLBACK (plan_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
ferry_plan_checker_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  FerryPlanChecker *self = FERRY_PLAN_CHECKER (object);

  switch ((FerryPlanCheckerProperty) property_id)
    {
    case PROP_CHECKS:
      g_value_set_boxed (value, ferry_plan_checker_get_checks (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
ferry_plan_checker_dispose (GObject *object)
{
  FerryPlanChecker *self = FERRY_PLAN_CHECKER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  forget (self);
  set_plan (self, NULL);
  g_clear_object (&self->client);
  g_clear_object (&self->cache);
  g_clear_object (&self->tasks);

  G_OBJECT_CLASS (ferry_plan_checker_parent_class)->dispose (object);
}

static void
ferry_plan_checker_finalize (GObject *object)
{
  FerryPlanChecker *self = FERRY_PLAN_CHECKER (object);

  g_ptr_array_unref (self->checks);
  g_hash_table_unref (self->accounts);
  g_hash_table_unref (self->buckets);
  g_hash_table_unref (self->imported);
  g_hash_table_unref (self->user_data);
  g_hash_table_unref (self->asked);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (ferry_plan_checker_parent_class)->finalize (object);
}

static void
ferry_plan_checker_class_init (FerryPlanCheckerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_plan_checker_get_property;
  object_class->dispose = ferry_plan_checker_dispose;
  object_class->finalize = ferry_plan_checker_finalize;

  properties[PROP_CHECKS] =
    g_param_spec_boxed ("checks", NULL, NULL, G_TYPE_PTR_ARRAY,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[FACTS_CHANGED] = g_signal_new ("facts-changed", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bytes_free (gpointer bytes)
{
  g_clear_pointer ((GBytes **) &bytes, g_bytes_unref);
}

static void
ferry_plan_checker_init (FerryPlanChecker *self)
{
  self->checks = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  self->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) ferry_bucket_facts_free);
  self->imported = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->user_data = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, bytes_free);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->situation = (FerryCheckSituation) {
    .accounts = self->accounts,
    .buckets = self->buckets,
    .imported = self->imported,
    .user_data = self->user_data,
  };
}

FerryPlanChecker *
ferry_plan_checker_new (void)
{
  return g_object_new (FERRY_TYPE_PLAN_CHECKER, NULL);
}

void
ferry_plan_checker_set_sources (FerryPlanChecker  *self,
                                FerryAccountCache *cache,
                                FerryTaskList     *tasks)
{
  g_return_if_fail (FERRY_IS_PLAN_CHECKER (self));
  g_return_if_fail (FERRY_IS_ACCOUNT_CACHE (cache));
  g_return_if_fail (FERRY_IS_TASK_LIST (tasks));

  g_set_object (&self->cache, cache);
  if (g_set_object (&self->tasks, tasks))
    g_signal_connect_object (tasks, "notify::n-running", G_CALLBACK (queue_check), self,
                             G_CONNECT_SWAPPED);
  queue_check (self);
}

void
ferry_plan_checker_set_plan (FerryPlanChecker *self,
                             FerryClient      *client,
                             FerryPlan        *plan)
{
  g_return_if_fail (FERRY_IS_PLAN_CHECKER (self));
  g_return_if_fail (client == NULL || FERRY_IS_CLIENT (client));
  g_return_if_fail (plan == NULL || FERRY_IS_PLAN (plan));

  if (self->client == client && self->plan == plan)
    return;

  if (g_set_object (&self->client, client))
    forget (self);
  set_plan (self, plan);
  queue_check (self);
}

GPtrArray *
ferry_plan_checker_get_checks (FerryPlanChecker *self)
{
  g_return_val_if_fail (FERRY_IS_PLAN_CHECKER (self), NULL);

  if (self->source != 0)
    check_now (self);

  return self->checks;
}

const FerryCheckSituation *
ferry_plan_checker_get_situation (FerryPlanChecker *self)
{
  g_return_val_if_fail (FERRY_IS_PLAN_CHECKER (self), NULL);

  look_around (self);

  return &self->situation;
}

FerryAccountFacts *
ferry_plan_checker_get_facts (FerryPlanChecker *self,
                              const char       *region)
{
  g_return_val_if_fail (FERRY_IS_PLAN_CHECKER (self), NULL);
  g_return_val_if_fail (region != NULL, NULL);

  return g_hash_table_lookup (self->accounts, region);
}

void
ferry_plan_checker_give_facts (FerryPlanChecker  *self,
                               FerryAccountFacts *facts)
{
  g_return_if_fail (FERRY_IS_PLAN_CHECKER (self));
  g_return_if_fail (FERRY_IS_ACCOUNT_FACTS (facts));

  put_facts (self, facts);
  queue_check (self);
}

static gboolean
is_file (gpointer name,
         gpointer value,
         gpointer user_data)
{
  return g_str_has_prefix (name, "file:///");
}

void
ferry_plan_checker_look_again (FerryPlanChecker *self)
{
  g_return_if_fail (FERRY_IS_PLAN_CHECKER (self));

  if (g_hash_table_foreach_remove (self->asked, is_file, NULL) > 0)
    queue_check (self);
}

void
ferry_plan_checker_retry (FerryPlanChecker *self)
{
  GHashTableIter iter;
  gpointer facts;

  g_return_if_fail (FERRY_IS_PLAN_CHECKER (self));

  g_hash_table_remove_all (self->asked);
  g_hash_table_iter_init (&iter, self->accounts);
  while (self->client && g_hash_table_iter_next (&iter, NULL, &facts))
    ferry_account_facts_load (facts, self->client);
  queue_check (self);
}

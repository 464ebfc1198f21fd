/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-plan-store.h"

#include "common/ferry-error-text.h"
#include "common/ferry-format.h"
#include "wizard/ferry-plan-opening.h"
#include "wizard/ferry-recent-plans.h"

#include <glib/gi18n.h>

/* The writer is the store's own: whatever is on its way is written before it ends. */
struct _FerryPlanStore {
  GObject               parent_instance;

  FerryMigration       *migration;
  GtkWidget            *widget;    /* not owned: it owns the store */
  GSimpleActionGroup   *actions;
  FerryRecentPlans     *recent;
  FerryDurableWriter   *writer;    /* (nullable): made when it is first needed */
  GCancellable         *cancellable;
  GCancellable         *opening;   /* (nullable): of the plan that is being opened */

  FerryPlan            *plan;      /* (nullable): the one that is in @file */
  GFile                *file;      /* (nullable) */
  GFile                *next;      /* (nullable): to be opened when the plan is saved */
  gboolean              next_is_table;
  GtkFileChooserNative *chooser;   /* (nullable): while it is open */
};

G_DEFINE_FINAL_TYPE (FerryPlanStore, ferry_plan_store, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void replace_plan (FerryPlanStore *self,
                          GFile          *file,
                          gboolean        is_table);

/* A plan on its way into a file: what it was like then is what is saved. */
typedef struct {
  FerryPlanStore   *self;
  GFile            *file;
  FerryPlanHistory *history;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->file);
  g_object_unref (saving->history);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static GtkWindow *
get_window (FerryPlanStore *self)
{
  GtkRoot *root = gtk_widget_get_root (self->widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
complain (FerryPlanStore *self,
          const char     *heading,
          const GError   *error)
{
  g_autofree char *title = ferry_error_to_title (error);
  g_autofree char *advice = ferry_error_to_advice (error);
  g_autofree char *body = g_strdup_printf ("%s\n\n%s", title, advice);
  GtkWidget *dialog = adw_message_dialog_new (get_window (self), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
set_file (FerryPlanStore *self,
          FerryPlan      *plan,
          GFile          *file)
{
  g_set_object (&self->plan, plan);
  g_set_object (&self->file, file);
  if (file)
    ferry_recent_plans_add (self->recent, file);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A plan from a table is in no file yet. */
static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GFile *file = G_FILE (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryPlan) plan = ferry_plan_opening_finish (file, result, &error);
  gboolean is_table = ferry_plan_opening_is_table (result);
  FerryPlanStore *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = user_data;
  if (plan == NULL)
    {
      if (!is_table)
        ferry_recent_plans_remove (self->recent, file);
      complain (self, is_table ? _("The Table Could Not Be Imported")
                               : _("The Plan Could Not Be Opened"), error);
      return;
    }

  ferry_migration_set_plan (self->migration, plan);
  if (!is_table)
    set_file (self, plan, file);
}

static void
load (FerryPlanStore *self,
      GFile          *file,
      gboolean        is_table)
{
  FerryClient *client = ferry_migration_get_client (self->migration);

  /* What was chosen last is what is wanted. */
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  if (client == NULL)
    return;

  self->opening = g_cancellable_new ();
  ferry_plan_opening_async (file, is_table, client, get_window (self), self->opening,
                            opened_cb, self);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Saving) saving = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) next = NULL;
  gboolean saved = ferry_plan_file_save_finish (result, &error);
  FerryPlanStore *self = saving->self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  next = g_steal_pointer (&self->next);
  if (!saved)
    {
      complain (self, _("The Plan Could Not Be Saved"), error);
      return;
    }

  ferry_plan_history_mark_saved (saving->history);
  set_file (self, ferry_plan_history_get_plan (saving->history), saving->file);
  /* What was changed while the file was written is asked about again. */
  if (next)
    replace_plan (self, next, self->next_is_table);
}

void
ferry_plan_store_save_to (FerryPlanStore *self,
                          GFile          *file)
{
  FerryPlanHistory *history;
  Saving *saving;

  g_return_if_fail (FERRY_IS_PLAN_STORE (self));
  g_return_if_fail (G_IS_FILE (file));

  history = ferry_migration_get_history (self->migration);
  if (history == NULL)
    return;

  if (self->writer == NULL)
    self->writer = ferry_durable_writer_new ();
  saving = g_new0 (Saving, 1);
  saving->self = self;
  saving->file = g_object_ref (file);
  saving->history = g_object_ref (history);
  ferry_plan_history_begin_save (history);
  ferry_plan_file_save_async (file, ferry_plan_history_get_plan (history), self->writer,
                              self->cancellable, saved_cb, saving);
}

static void
save_chosen_cb (FerryPlanStore *self,
                int             response)
{
  g_autoptr(GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file)
    ferry_plan_store_save_to (self, file);
  else
    g_clear_object (&self->next);
}

static void
add_filter (FerryPlanStore *self,
            const char     *name,
            const char     *pattern)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
}

/* One at a time. Returns: whether this is it */
static gboolean
make_chooser (FerryPlanStore       *self,
              const char           *title,
              GtkFileChooserAction  action,
              const char           *accept,
              GCallback             chosen)
{
  if (self->chooser)
    return FALSE;

  self->chooser = gtk_file_chooser_native_new (title, get_window (self), action, accept, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", chosen, self, G_CONNECT_SWAPPED);

  return TRUE;
}

static void
choose_to_open (FerryPlanStore *self,
                const char     *title,
                const char     *accept,
                const char     *kind,
                const char     *pattern,
                GCallback       chosen)
{
  if (!make_chooser (self, title, GTK_FILE_CHOOSER_ACTION_OPEN, accept, chosen))
    return;

  add_filter (self, kind, pattern);
  add_filter (self, _("All Files"), "*");
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
save_as (FerryPlanStore *self)
{
  if (!make_chooser (self, _("Save Plan"), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"),
                     G_CALLBACK (save_chosen_cb)))
    return;

  if (self->file)
    gtk_file_chooser_set_file (GTK_FILE_CHOOSER (self->chooser), self->file, NULL);
  else
    /* Translators: the name of a new file */
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _("machines.json"));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
save (FerryPlanStore *self)
{
  if (self->file)
    ferry_plan_store_save_to (self, self->file);
  else
    save_as (self);
}

static void
asked_cb (FerryPlanStore *self,
          const char     *response)
{
  g_autoptr(GFile) next = NULL;

  if (g_str_equal (response, "save"))
    {
      save (self);
      return;
    }

  next = g_steal_pointer (&self->next);
  if (g_str_equal (response, "discard") && next)
    load (self, next, self->next_is_table);
}

static void
ask (FerryPlanStore *self)
{
  GtkWidget *widget = adw_message_dialog_new (get_window (self), _("Save the Changes?"),
                                              _("The plan has changes that are in no file. They "
                                                "are lost when another plan takes its place."));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_add_responses (dialog,
                                    "cancel", _("_Cancel"),
                                    "discard", _("_Discard"),
                                    "save", _("_Save"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
replace_plan (FerryPlanStore *self,
              GFile          *file,
              gboolean        is_table)
{
  FerryPlanHistory *history = ferry_migration_get_history (self->migration);

  if (history == NULL || ferry_plan_history_is_saved (history))
    {
      load (self, file, is_table);
      return;
    }

  g_set_object (&self->next, file);
  self->next_is_table = is_table;
  ask (self);
}

void
ferry_plan_store_open (FerryPlanStore *self,
                       GFile          *file)
{
  g_return_if_fail (FERRY_IS_PLAN_STORE (self));
  g_return_if_fail (G_IS_FILE (file));

  replace_plan (self, file, FALSE);
}

static void
table_chosen_cb (FerryPlanStore *self,
                 int             response)
{
  g_autoptr(GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file)
    replace_plan (self, file, TRUE);
}

static void
open_chosen_cb (FerryPlanStore *self,
                int             response)
{
  g_autoptr(GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file)
    ferry_plan_store_open (self, file);
}

static void
save_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  save (user_data);
}

static void
save_as_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  save_as (user_data);
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  choose_to_open (user_data, _("Open Plan"), _("_Open"), _("Plans"), "*.json",
                  G_CALLBACK (open_chosen_cb));
}

static void
import_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  choose_to_open (user_data, _("Import From CSV"), _("_Import"), _("Tables"), "*.csv",
                  G_CALLBACK (table_chosen_cb));
}

static void
open_recent_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  g_autoptr(GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  ferry_plan_store_open (user_data, file);
}

/* A plan is moved by an account, so there has to be one. */
static void
client_cb (FerryPlanStore *self)
{
  static const char *const names[] = { "open", "open-recent", "import" };
  gboolean is_known = ferry_migration_get_client (self->migration) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i]);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_known);
    }
}

/* A plan that did not come from the file is not in it. */
static void
plan_cb (FerryPlanStore *self)
{
  if (self->plan && ferry_migration_get_plan (self->migration) != self->plan)
    set_file (self, NULL, NULL);
}

static void
ferry_plan_store_dispose (GObject *object)
{
  FerryPlanStore *self = FERRY_PLAN_STORE (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->opening);
  if (self->chooser)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->migration);
  g_clear_object (&self->recent);
  g_clear_object (&self->writer);
  g_clear_object (&self->plan);
  g_clear_object (&self->file);
  g_clear_object (&self->next);

  G_OBJECT_CLASS (ferry_plan_store_parent_class)->dispose (object);
}

static void
ferry_plan_store_finalize (GObject *object)
{
  FerryPlanStore *self = FERRY_PLAN_STORE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->opening);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (ferry_plan_store_parent_class)->finalize (object);
}

static void
ferry_plan_store_class_init (FerryPlanStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_plan_store_dispose;
  object_class->finalize = ferry_plan_store_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_plan_store_init (FerryPlanStore *self)
{
  const GActionEntry entries[] = {
    { .name = "save", .activate = save_cb },
    { .name = "save-as", .activate = save_as_cb },
    { .name = "open", .activate = open_cb },
    { .name = "import", .activate = import_cb },
    { .name = "open-recent", .activate = open_recent_cb, .parameter_type = "s" },
  };

  self->cancellable = g_cancellable_new ();
  self->recent = ferry_recent_plans_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}

FerryPlanStore *
ferry_plan_store_new (FerryMigration *migration,
                      GtkWidget      *widget)
{
  FerryPlanStore *self;

  g_return_val_if_fail (FERRY_IS_MIGRATION (migration), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  self = g_object_new (FERRY_TYPE_PLAN_STORE, NULL);
  self->migration = g_object_ref (migration);
  self->widget = widget;
  g_signal_connect_object (migration, "notify::plan", G_CALLBACK (plan_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (migration, "notify::client", G_CALLBACK (client_cb), self,
                           G_CONNECT_SWAPPED);
  client_cb (self);

  return self;
}

GActionGroup *
ferry_plan_store_get_actions (FerryPlanStore *self)
{
  g_return_val_if_fail (FERRY_IS_PLAN_STORE (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

GMenuModel *
ferry_plan_store_get_recent (FerryPlanStore *self)
{
  g_return_val_if_fail (FERRY_IS_PLAN_STORE (self), NULL);

  return ferry_recent_plans_get_menu (self->recent);
}

char *
ferry_plan_store_dup_name (FerryPlanStore *self)
{
  g_return_val_if_fail (FERRY_IS_PLAN_STORE (self), NULL);

  return self->file ? g_file_get_basename (self->file) : NULL;
}

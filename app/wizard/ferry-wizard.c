/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-wizard.h"

#include "common/ferry-focus.h"
#include "ferry-application.h"
#include "wizard/ferry-account-page.h"
#include "wizard/ferry-disks-page.h"
#include "wizard/ferry-machine-page.h"
#include "wizard/ferry-review-page.h"

#include <glib/gi18n.h>

#define N_PAGES 4

#define ACCOUNT_PAGE 0
/* Where a finished wizard goes: the account stays, another disk may follow. */
#define DISKS_PAGE 1
/* Where a plan that was opened is shown. */
#define MACHINES_PAGE 2

struct _FerryWizard {
  AdwBin           parent_instance;

  FerryMigration  *migration;
  GtkStack        *stack;
  FerryWizardPage *pages[N_PAGES];

  guint            current;
  char            *step;
  GCancellable    *leaving;
};

G_DEFINE_FINAL_TYPE (FerryWizard, ferry_wizard, ADW_TYPE_BIN)

typedef enum {
  PROP_TITLE = 1,
  PROP_STEP,
  PROP_NEXT_LABEL,
  PROP_REASON,
  PROP_BUSY,
  PROP_CAN_GO_BACK,
  PROP_CAN_GO_NEXT,
} FerryWizardProperty;

static GParamSpec *properties[PROP_CAN_GO_NEXT + 1];

enum {
  FINISHED,
  PLAN_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static FerryWizardPage *
get_page (FerryWizard *self)
{
  return self->pages[self->current];
}

/* All that is shown of a page follows from it, so all of it is told at once. */
static void
notify_all (FerryWizard *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 1; i < G_N_ELEMENTS (properties); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
page_changed_cb (FerryWizard     *self,
                 GParamSpec      *pspec,
                 FerryWizardPage *page)
{
  if (page == get_page (self))
    notify_all (self);
}

/* The button that led here may be off now: whoever has only keys would be nowhere. A page that had
 * the focus before has got it back from the stack.
 */
static void
focus_page (FerryWizard *self)
{
  GtkWidget *page = GTK_WIDGET (get_page (self));

  if (gtk_widget_get_root (page) && !ferry_focus_is_in (page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
show_page (FerryWizard *self,
           guint        index)
{
  self->current = index;
  g_free (self->step);
  /* Translators: the number of a page of the wizard, and how many there are */
  self->step = g_strdup_printf (_("%u of %u"), index + 1, (guint) N_PAGES);

  ferry_wizard_page_enter (get_page (self));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (get_page (self)));
  focus_page (self);
  notify_all (self);
}

static void
left_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  FerryWizardPage *page = FERRY_WIZARD_PAGE (source);
  g_autoptr(FerryWizard) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean left = ferry_wizard_page_leave_finish (page, result, &error);

  /* A page that could not be left says why itself. */
  g_clear_object (&self->leaving);
  if (!left || !gtk_widget_get_root (GTK_WIDGET (self)))
    {
      notify_all (self);
    }
  else if (self->current + 1 < N_PAGES)
    {
      show_page (self, self->current + 1);
    }
  else
    {
      ferry_migration_set_disk (self->migration, NULL);
      show_page (self, DISKS_PAGE);
      g_signal_emit (self, signals[FINISHED], 0);
    }
}

static gboolean
has_text (FerryWizard *self,
          const char  *text)
{
  return text && *text;
}

static void
ferry_wizard_unroot (GtkWidget *widget)
{
  FerryWizard *self = FERRY_WIZARD (widget);

  if (self->leaving)
    g_cancellable_cancel (self->leaving);

  GTK_WIDGET_CLASS (ferry_wizard_parent_class)->unroot (widget);
}

static void
ferry_wizard_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  FerryWizard *self = FERRY_WIZARD (object);
  FerryWizardPage *page = get_page (self);

  switch ((FerryWizardProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, ferry_wizard_page_get_title (page));
      break;
    case PROP_STEP:
      g_value_set_string (value, self->step);
      break;
    case PROP_NEXT_LABEL:
      g_value_set_string (value, ferry_wizard_page_get_next_label (page));
      break;
    case PROP_REASON:
      g_value_set_string (value, ferry_wizard_page_get_reason (page));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->leaving != NULL);
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, ferry_wizard_can_go_back (self));
      break;
    case PROP_CAN_GO_NEXT:
      g_value_set_boolean (value, ferry_wizard_can_go_next (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_wizard_dispose (GObject *object)
{
  FerryWizard *self = FERRY_WIZARD (object);

  g_clear_object (&self->migration);

  G_OBJECT_CLASS (ferry_wizard_parent_class)->dispose (object);
}

static void
ferry_wizard_finalize (GObject *object)
{
  FerryWizard *self = FERRY_WIZARD (object);

  g_free (self->step);
  g_clear_object (&self->leaving);

  G_OBJECT_CLASS (ferry_wizard_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL, flags);
  properties[PROP_NEXT_LABEL] = g_param_spec_string ("next-label", NULL, NULL, NULL, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_GO_NEXT] = g_param_spec_boolean ("can-go-next", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_wizard_class_init (FerryWizardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ferry_wizard_get_property;
  object_class->dispose = ferry_wizard_dispose;
  object_class->finalize = ferry_wizard_finalize;
  widget_class->unroot = ferry_wizard_unroot;

  install_properties (object_class);
  signals[FINISHED] =
    g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PLAN_OPENED] =
    g_signal_new ("plan-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/ferry-wizard.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryWizard, stack);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
}

/* Where a page is being left, it was left for what the old plan was. */
static void
turn_to (FerryWizard *self,
         guint        index)
{
  if (self->leaving)
    g_cancellable_cancel (self->leaving);
  if (self->current != index)
    show_page (self, index);
}

static void
plan_opened_cb (FerryWizard *self)
{
  turn_to (self, MACHINES_PAGE);
  g_signal_emit (self, signals[PLAN_OPENED], 0);
}

/* The plan is judged against the account from the start. */
static void
connect_checker (FerryWizard *self)
{
  g_autoptr(FerryAccountCache) cache = ferry_account_cache_new ();

  ferry_plan_checker_set_sources (ferry_migration_get_checker (self->migration), cache,
                                  ferry_application_get_task_list (ferry_application_get ()));
}

static void
ferry_wizard_init (FerryWizard *self)
{
  const GType types[N_PAGES] = {
    FERRY_TYPE_ACCOUNT_PAGE,
    FERRY_TYPE_DISKS_PAGE,
    FERRY_TYPE_MACHINE_PAGE,
    FERRY_TYPE_REVIEW_PAGE,
  };
  static const char *const watched[] = {
    "notify::title", "notify::complete", "notify::reason", "notify::next-label",
  };

  self->migration = ferry_migration_new ();
  connect_checker (self);
  for (guint i = 0; i < N_PAGES; i++)
    self->pages[i] = g_object_new (types[i], "migration", self->migration, NULL);

  g_signal_connect_object (self->migration, "plan-opened", G_CALLBACK (plan_opened_cb), self,
                           G_CONNECT_SWAPPED);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_PAGES; i++)
    {
      gtk_stack_add_child (self->stack, GTK_WIDGET (self->pages[i]));
      for (guint j = 0; j < G_N_ELEMENTS (watched); j++)
        g_signal_connect_object (self->pages[i], watched[j], G_CALLBACK (page_changed_cb),
                                 self, G_CONNECT_SWAPPED);
    }
  show_page (self, 0);
}

const char *
ferry_wizard_get_title (FerryWizard *self)
{
  g_return_val_if_fail (FERRY_IS_WIZARD (self), NULL);

  return ferry_wizard_page_get_title (get_page (self));
}

const char *
ferry_wizard_get_step (FerryWizard *self)
{
  g_return_val_if_fail (FERRY_IS_WIZARD (self), NULL);

  return self->step;
}

gboolean
ferry_wizard_can_go_back (FerryWizard *self)
{
  g_return_val_if_fail (FERRY_IS_WIZARD (self), FALSE);

  return self->current > 0 || self->leaving;
}

gboolean
ferry_wizard_is_last (FerryWizard *self)
{
  g_return_val_if_fail (FERRY_IS_WIZARD (self), FALSE);

  return self->current + 1 == N_PAGES;
}

gboolean
ferry_wizard_can_go_next (FerryWizard *self)
{
  g_return_val_if_fail (FERRY_IS_WIZARD (self), FALSE);

  return self->leaving == NULL && ferry_wizard_page_is_complete (get_page (self));
}

const char *
ferry_wizard_get_help_page (FerryWizard *self)
{
  static const char *const help_pages[N_PAGES] = { "account", "disks", "machine", "review" };

  g_return_val_if_fail (FERRY_IS_WIZARD (self), NULL);

  return help_pages[self->current];
}

GActionGroup *
ferry_wizard_get_plan_actions (FerryWizard *self)
{
  g_return_val_if_fail (FERRY_IS_WIZARD (self), NULL);

  return ferry_machine_page_get_plan_actions (FERRY_MACHINE_PAGE (self->pages[MACHINES_PAGE]));
}

FerryClient *
ferry_wizard_get_client (FerryWizard *self)
{
  g_return_val_if_fail (FERRY_IS_WIZARD (self), NULL);

  return ferry_migration_get_client (self->migration);
}

void
ferry_wizard_show_accounts (FerryWizard *self)
{
  g_return_if_fail (FERRY_IS_WIZARD (self));

  turn_to (self, ACCOUNT_PAGE);
}

gboolean
ferry_wizard_import_disk (FerryWizard *self,
                          FerryClient *client,
                          FerryDisk   *disk)
{
  g_autoptr(GPtrArray) disks = NULL;
  GPtrArray *old;

  g_return_val_if_fail (FERRY_IS_WIZARD (self), FALSE);
  g_return_val_if_fail (FERRY_IS_DISK (disk), FALSE);

  if (client != ferry_migration_get_client (self->migration))
    return FALSE;

  disks = g_ptr_array_new_with_free_func (g_object_unref);
  old = ferry_migration_get_disks (self->migration);
  for (guint i = 0; i < old->len; i++)
    if (!ferry_disk_is_same_object (g_ptr_array_index (old, i), disk))
      g_ptr_array_add (disks, g_object_ref (g_ptr_array_index (old, i)));
  g_ptr_array_add (disks, g_object_ref (disk));
  ferry_migration_set_disks (self->migration, disks);
  turn_to (self, MACHINES_PAGE);

  return TRUE;
}

void
ferry_wizard_go_back (FerryWizard *self)
{
  g_return_if_fail (FERRY_IS_WIZARD (self));

  if (self->leaving)
    g_cancellable_cancel (self->leaving);
  else if (self->current > 0)
    show_page (self, self->current - 1);
}

void
ferry_wizard_go_next (FerryWizard *self)
{
  g_return_if_fail (FERRY_IS_WIZARD (self));

  if (!ferry_wizard_can_go_next (self))
    return;

  self->leaving = g_cancellable_new ();
  notify_all (self);
  ferry_wizard_page_leave_async (get_page (self), self->leaving, left_cb, g_object_ref (self));
}

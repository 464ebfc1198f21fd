/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "connect/ferry-account-row.h"

#include "common/ferry-format.h"
#include "connect/ferry-expiration.h"

#include <glib/gi18n.h>

/* seconds between two looks at the clock */
#define TIME_INTERVAL 10

struct _FerryAccountRow {
  AdwActionRow    parent_instance;

  FerryAccount   *account;
  gboolean        opens;
  gboolean        session;
  guint           time_source;  /* while it says how long the credentials last */

  GtkCheckButton *check;
  GtkWidget      *edit_button;
  GtkWidget      *arrow;
};

G_DEFINE_FINAL_TYPE (FerryAccountRow, ferry_account_row, ADW_TYPE_ACTION_ROW)

typedef enum {
  PROP_ACCOUNT = 1,
  PROP_OPENS,
} FerryAccountRowProperty;

static GParamSpec *properties[PROP_OPENS + 1];

enum {
  CHOSEN,
  EDIT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Where requests go: a region of AWS, or with it what stands in for AWS. */
static char *
describe_place (FerryAccount *account)
{
  const char *endpoint = ferry_account_get_endpoint (account);
  g_autoptr(GUri) uri = endpoint ? g_uri_parse (endpoint, G_URI_FLAGS_NONE, NULL) : NULL;
  g_autofree char *region = ferry_format_region (ferry_account_get_region (account));

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return g_steal_pointer (&region);

  if (g_uri_get_port (uri) > 0)
    return g_strdup_printf ("%s · %s:%d", region, g_uri_get_host (uri), g_uri_get_port (uri));

  return g_strdup_printf ("%s · %s", region, g_uri_get_host (uri));
}

static char *
describe_account (FerryAccountRow *self)
{
  const char *key = ferry_account_get_access_key_id (self->account);
  GDateTime *expiration = ferry_account_get_expiration (self->account);
  g_autofree char *region = NULL;
  g_autofree char *ends = NULL;

  if (self->opens)
    return g_strdup (_("Opens a make-believe cloud in its own window"));
  if (ferry_account_is_rehearsal (self->account))
    return g_strdup (_("A make-believe cloud; nothing leaves this computer"));

  region = describe_place (self->account);
  if (key == NULL)
    return g_steal_pointer (&region);

  if (expiration)
    {
      ends = ferry_expiration_to_string (expiration);
      /* Translators: an AWS access key ID, the name of a region, and "Ends in 52 min" */
      return g_strdup_printf (_("Access key %s · %s · %s"), key, region, ends);
    }

  /* Translators: an AWS access key ID, and the name of a region */
  return g_strdup_printf (_("Access key %s · %s"), key, region);
}

static char *
describe (FerryAccountRow *self)
{
  g_autofree char *text = describe_account (self);

  if (!self->session)
    return g_steal_pointer (&text);

  /* Translators: %s describes an account whose keys are in no keyring */
  return g_strdup_printf (_("This session only · %s"), text);
}

static gboolean
update_subtitle (gpointer user_data)
{
  FerryAccountRow *self = user_data;
  g_autofree char *subtitle = describe (self);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);

  return G_SOURCE_CONTINUE;
}

static void
toggled_cb (FerryAccountRow *self)
{
  if (gtk_check_button_get_active (self->check))
    g_signal_emit (self, signals[CHOSEN], 0);
}

static void
edit_clicked_cb (FerryAccountRow *self)
{
  g_signal_emit (self, signals[EDIT], 0);
}

static void
ferry_account_row_activate (AdwActionRow *row)
{
  FerryAccountRow *self = FERRY_ACCOUNT_ROW (row);

  if (self->opens)
    g_signal_emit (self, signals[CHOSEN], 0);

  ADW_ACTION_ROW_CLASS (ferry_account_row_parent_class)->activate (row);
}

/* Only what is seen needs to be right about the time. */
static void
ferry_account_row_map (GtkWidget *widget)
{
  FerryAccountRow *self = FERRY_ACCOUNT_ROW (widget);

  GTK_WIDGET_CLASS (ferry_account_row_parent_class)->map (widget);

  if (ferry_account_get_expiration (self->account))
    {
      update_subtitle (self);
      self->time_source = g_timeout_add_seconds (TIME_INTERVAL, update_subtitle, self);
    }
}

static void
ferry_account_row_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&FERRY_ACCOUNT_ROW (widget)->time_source, g_source_remove);

  GTK_WIDGET_CLASS (ferry_account_row_parent_class)->unmap (widget);
}

static void
ferry_account_row_constructed (GObject *object)
{
  FerryAccountRow *self = FERRY_ACCOUNT_ROW (object);
  const char *name = ferry_account_get_name (self->account);
  gboolean rehearsal = ferry_account_is_rehearsal (self->account);
  g_autofree char *edit_label = NULL;

  G_OBJECT_CLASS (ferry_account_row_parent_class)->constructed (object);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 rehearsal ? _("Rehearse on This Computer") : name);
  update_subtitle (self);
  /* What is told while an object is constructed is told backwards, and this has to come first. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);

  gtk_widget_set_visible (GTK_WIDGET (self->check), !self->opens);
  gtk_widget_set_visible (self->edit_button, !rehearsal);
  gtk_widget_set_visible (self->arrow, self->opens);
  if (!self->opens)
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));

  /* Translators: %s is the name of an account */
  edit_label = g_strdup_printf (_("Edit %s"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->edit_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, edit_label,
                                  -1);
}

static void
ferry_account_row_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  FerryAccountRow *self = FERRY_ACCOUNT_ROW (object);

  switch ((FerryAccountRowProperty) prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_OPENS:
      g_value_set_boolean (value, self->opens);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_account_row_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  FerryAccountRow *self = FERRY_ACCOUNT_ROW (object);

  switch ((FerryAccountRowProperty) prop_id)
    {
    case PROP_ACCOUNT:
      self->account = g_value_dup_object (value);
      break;
    case PROP_OPENS:
      self->opens = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_account_row_dispose (GObject *object)
{
  FerryAccountRow *self = FERRY_ACCOUNT_ROW (object);

  g_clear_object (&self->account);

  G_OBJECT_CLASS (ferry_account_row_parent_class)->dispose (object);
}

static void
ferry_account_row_class_init (FerryAccountRowClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ferry_account_row_constructed;
  object_class->get_property = ferry_account_row_get_property;
  object_class->set_property = ferry_account_row_set_property;
  object_class->dispose = ferry_account_row_dispose;
  widget_class->map = ferry_account_row_map;
  widget_class->unmap = ferry_account_row_unmap;
  ADW_ACTION_ROW_CLASS (klass)->activate = ferry_account_row_activate;

  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, FERRY_TYPE_ACCOUNT, flags);
  properties[PROP_OPENS] = g_param_spec_boolean ("opens", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDIT] =
    g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/connect/"
                                               "ferry-account-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryAccountRow, check);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountRow, edit_button);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountRow, arrow);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_clicked_cb);
}

static void
ferry_account_row_init (FerryAccountRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ferry_account_row_new (FerryAccount *account,
                       gboolean      opens)
{
  return g_object_new (FERRY_TYPE_ACCOUNT_ROW, "account", account, "opens", opens, NULL);
}

FerryAccount *
ferry_account_row_get_account (FerryAccountRow *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT_ROW (self), NULL);

  return self->account;
}

void
ferry_account_row_set_group (FerryAccountRow *self,
                             GtkCheckButton  *group)
{
  g_return_if_fail (FERRY_IS_ACCOUNT_ROW (self));

  gtk_check_button_set_group (self->check, group);
}

void
ferry_account_row_choose (FerryAccountRow *self)
{
  g_return_if_fail (FERRY_IS_ACCOUNT_ROW (self));

  gtk_check_button_set_active (self->check, TRUE);
}

void
ferry_account_row_set_session (FerryAccountRow *self,
                               gboolean         session)
{
  g_return_if_fail (FERRY_IS_ACCOUNT_ROW (self));

  self->session = session;
  update_subtitle (self);
}

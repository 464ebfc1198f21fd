/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-wizard-page.h"

#include <glib/gi18n.h>

typedef struct {
  FerryMigration *migration;
  char           *title;
  char           *reason;
  char           *next_label;
  gboolean        complete;
} FerryWizardPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (FerryWizardPage, ferry_wizard_page, ADW_TYPE_BIN)

typedef enum {
  PROP_MIGRATION = 1,
  PROP_TITLE,
  PROP_COMPLETE,
  PROP_REASON,
  PROP_NEXT_LABEL,
} FerryWizardPageProperty;

static GParamSpec *properties[PROP_NEXT_LABEL + 1];

static void
ferry_wizard_page_real_leave_async (FerryWizardPage     *self,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ferry_wizard_page_real_leave_async);
  g_task_return_boolean (task, TRUE);
}

static gboolean
ferry_wizard_page_real_leave_finish (FerryWizardPage  *self,
                                     GAsyncResult     *result,
                                     GError          **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ferry_wizard_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  FerryWizardPagePrivate *priv =
    ferry_wizard_page_get_instance_private (FERRY_WIZARD_PAGE (object));

  switch ((FerryWizardPageProperty) prop_id)
    {
    case PROP_MIGRATION:
      g_value_set_object (value, priv->migration);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, priv->complete);
      break;
    case PROP_REASON:
      g_value_set_string (value, priv->reason);
      break;
    case PROP_NEXT_LABEL:
      g_value_set_string (value, priv->next_label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_wizard_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  FerryWizardPage *self = FERRY_WIZARD_PAGE (object);
  FerryWizardPagePrivate *priv = ferry_wizard_page_get_instance_private (self);

  switch ((FerryWizardPageProperty) prop_id)
    {
    case PROP_MIGRATION:
      g_assert (priv->migration == NULL);
      priv->migration = g_value_dup_object (value);
      break;
    case PROP_TITLE:
      ferry_wizard_page_set_title (self, g_value_get_string (value));
      break;
    case PROP_NEXT_LABEL:
      ferry_wizard_page_set_next_label (self, g_value_get_string (value));
      break;
    case PROP_COMPLETE:
    case PROP_REASON:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_wizard_page_dispose (GObject *object)
{
  FerryWizardPagePrivate *priv =
    ferry_wizard_page_get_instance_private (FERRY_WIZARD_PAGE (object));

  g_clear_object (&priv->migration);

  G_OBJECT_CLASS (ferry_wizard_page_parent_class)->dispose (object);
}

static void
ferry_wizard_page_finalize (GObject *object)
{
  FerryWizardPagePrivate *priv =
    ferry_wizard_page_get_instance_private (FERRY_WIZARD_PAGE (object));

  g_free (priv->title);
  g_free (priv->reason);
  g_free (priv->next_label);

  G_OBJECT_CLASS (ferry_wizard_page_parent_class)->finalize (object);
}

static void
ferry_wizard_page_class_init (FerryWizardPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_wizard_page_get_property;
  object_class->set_property = ferry_wizard_page_set_property;
  object_class->dispose = ferry_wizard_page_dispose;
  object_class->finalize = ferry_wizard_page_finalize;

  klass->leave_async = ferry_wizard_page_real_leave_async;
  klass->leave_finish = ferry_wizard_page_real_leave_finish;

  properties[PROP_MIGRATION] =
    g_param_spec_object ("migration", NULL, NULL, FERRY_TYPE_MIGRATION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPLETE] =
    g_param_spec_boolean ("complete", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_REASON] =
    g_param_spec_string ("reason", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NEXT_LABEL] =
    g_param_spec_string ("next-label", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_wizard_page_init (FerryWizardPage *self)
{
  FerryWizardPagePrivate *priv = ferry_wizard_page_get_instance_private (self);

  priv->next_label = g_strdup (_("Next"));
}

FerryMigration *
ferry_wizard_page_get_migration (FerryWizardPage *self)
{
  FerryWizardPagePrivate *priv = ferry_wizard_page_get_instance_private (self);

  g_return_val_if_fail (FERRY_IS_WIZARD_PAGE (self), NULL);

  return priv->migration;
}

const char *
ferry_wizard_page_get_title (FerryWizardPage *self)
{
  FerryWizardPagePrivate *priv = ferry_wizard_page_get_instance_private (self);

  g_return_val_if_fail (FERRY_IS_WIZARD_PAGE (self), NULL);

  return priv->title;
}

gboolean
ferry_wizard_page_is_complete (FerryWizardPage *self)
{
  FerryWizardPagePrivate *priv = ferry_wizard_page_get_instance_private (self);

  g_return_val_if_fail (FERRY_IS_WIZARD_PAGE (self), FALSE);

  return priv->complete;
}

const char *
ferry_wizard_page_get_reason (FerryWizardPage *self)
{
  FerryWizardPagePrivate *priv = ferry_wizard_page_get_instance_private (self);

  g_return_val_if_fail (FERRY_IS_WIZARD_PAGE (self), NULL);

  return priv->reason;
}

const char *
ferry_wizard_page_get_next_label (FerryWizardPage *self)
{
  FerryWizardPagePrivate *priv = ferry_wizard_page_get_instance_private (self);

  g_return_val_if_fail (FERRY_IS_WIZARD_PAGE (self), NULL);

  return priv->next_label;
}

static void
set_string (FerryWizardPage         *self,
            char                   **field,
            const char              *value,
            FerryWizardPageProperty  property)
{
  if (g_strcmp0 (*field, value) == 0)
    return;

  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
ferry_wizard_page_set_title (FerryWizardPage *self,
                             const char      *title)
{
  FerryWizardPagePrivate *priv = ferry_wizard_page_get_instance_private (self);

  g_return_if_fail (FERRY_IS_WIZARD_PAGE (self));

  set_string (self, &priv->title, title, PROP_TITLE);
}

void
ferry_wizard_page_set_complete (FerryWizardPage *self,
                                gboolean         complete,
                                const char      *reason)
{
  FerryWizardPagePrivate *priv = ferry_wizard_page_get_instance_private (self);

  g_return_if_fail (FERRY_IS_WIZARD_PAGE (self));
  g_return_if_fail (complete == (reason == NULL));

  g_object_freeze_notify (G_OBJECT (self));
  set_string (self, &priv->reason, reason, PROP_REASON);
  if (priv->complete != complete)
    {
      priv->complete = complete;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
ferry_wizard_page_set_next_label (FerryWizardPage *self,
                                  const char      *label)
{
  FerryWizardPagePrivate *priv = ferry_wizard_page_get_instance_private (self);

  g_return_if_fail (FERRY_IS_WIZARD_PAGE (self));

  set_string (self, &priv->next_label, label, PROP_NEXT_LABEL);
}

void
ferry_wizard_page_enter (FerryWizardPage *self)
{
  g_return_if_fail (FERRY_IS_WIZARD_PAGE (self));

  if (FERRY_WIZARD_PAGE_GET_CLASS (self)->enter)
    FERRY_WIZARD_PAGE_GET_CLASS (self)->enter (self);
}

void
ferry_wizard_page_leave_async (FerryWizardPage     *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (FERRY_IS_WIZARD_PAGE (self));

  FERRY_WIZARD_PAGE_GET_CLASS (self)->leave_async (self, cancellable, callback, user_data);
}

gboolean
ferry_wizard_page_leave_finish (FerryWizardPage  *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_return_val_if_fail (FERRY_IS_WIZARD_PAGE (self), FALSE);

  return FERRY_WIZARD_PAGE_GET_CLASS (self)->leave_finish (self, result, error);
}

/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-review-choice.h"

#include "common/ferry-format.h"
#include "wizard/ferry-machine-text.h"

struct _FerryReviewChoice {
  AdwBin         parent_instance;

  char          *label;
  GtkDropDown   *drop_down;
  GtkStringList *names;
  gboolean       is_told;  /* the choice is changed from here, not by the user */
};

G_DEFINE_FINAL_TYPE (FerryReviewChoice, ferry_review_choice, ADW_TYPE_BIN)

typedef enum {
  PROP_LABEL = 1,
} FerryReviewChoiceProperty;

static GParamSpec *properties[PROP_LABEL + 1];

enum {
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
make_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             gpointer                  user_data)
{
  gtk_list_item_set_child (item, g_object_new (GTK_TYPE_LABEL,
                                               "xalign", 0.0,
                                               "ellipsize", PANGO_ELLIPSIZE_MIDDLE,
                                               NULL));
}

static void
fill_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             gpointer                  user_data)
{
  GtkStringObject *name = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (name));
}

static void
selected_cb (FerryReviewChoice *self)
{
  if (!self->is_told)
    g_signal_emit (self, signals[CHOSEN], 0);
}

static gboolean
has_names (FerryReviewChoice *self,
           const char *const *names)
{
  guint n_names = g_strv_length ((char **) names);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->names)) != n_names)
    return FALSE;
  for (guint i = 0; i < n_names; i++)
    if (!g_str_equal (gtk_string_list_get_string (self->names, i), names[i]))
      return FALSE;

  return TRUE;
}

static void
set_names (FerryReviewChoice *self,
           const char *const *names,
           guint              selected)
{
  self->is_told = TRUE;
  if (!has_names (self, names))
    gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)),
                            names);
  gtk_drop_down_set_selected (self->drop_down, selected);
  self->is_told = FALSE;
}

void
ferry_review_choice_show_machines (FerryReviewChoice *self,
                                   FerryPlan         *plan,
                                   FerryMachine      *machine)
{
  guint n_machines = ferry_plan_get_n_machines (plan);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) names = NULL;
  guint selected = 0;

  g_return_if_fail (FERRY_IS_REVIEW_CHOICE (self));

  for (guint i = 0; i < n_machines; i++)
    {
      FerryMachine *other = ferry_plan_get_machine (plan, i);
      g_autofree char *name = ferry_machine_text_name (other);

      g_strv_builder_add (builder, name);
    }
  names = g_strv_builder_end (builder);
  ferry_plan_find (plan, machine, &selected);
  set_names (self, (const char *const *) names, selected);
}

void
ferry_review_choice_show_disks (FerryReviewChoice *self,
                                FerryMachine      *machine,
                                guint              position)
{
  guint n_disks = ferry_machine_get_n_disks (machine);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) names = NULL;

  g_return_if_fail (FERRY_IS_REVIEW_CHOICE (self));

  for (guint i = 0; i < n_disks; i++)
    {
      FerryMachineDisk *disk = ferry_machine_get_disk (machine, i);
      const char *key = ferry_disk_get_name (ferry_machine_disk_get_disk (disk));
      g_autofree char *name = ferry_format_name (key);

      g_strv_builder_add (builder, name);
    }
  names = g_strv_builder_end (builder);
  set_names (self, (const char *const *) names, position);
}

gboolean
ferry_review_choice_is_needed (FerryReviewChoice *self)
{
  g_return_val_if_fail (FERRY_IS_REVIEW_CHOICE (self), FALSE);

  return g_list_model_get_n_items (G_LIST_MODEL (self->names)) > 1;
}

guint
ferry_review_choice_get_selected (FerryReviewChoice *self)
{
  g_return_val_if_fail (FERRY_IS_REVIEW_CHOICE (self), 0);

  return gtk_drop_down_get_selected (self->drop_down);
}

static void
ferry_review_choice_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  FerryReviewChoice *self = FERRY_REVIEW_CHOICE (object);

  switch ((FerryReviewChoiceProperty) property_id)
    {
    case PROP_LABEL:
      self->label = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
ferry_review_choice_constructed (GObject *object)
{
  FerryReviewChoice *self = FERRY_REVIEW_CHOICE (object);

  G_OBJECT_CLASS (ferry_review_choice_parent_class)->constructed (object);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, self->label, -1);
}

static void
ferry_review_choice_finalize (GObject *object)
{
  FerryReviewChoice *self = FERRY_REVIEW_CHOICE (object);

  g_free (self->label);
  g_object_unref (self->names);

  G_OBJECT_CLASS (ferry_review_choice_parent_class)->finalize (object);
}

static void
ferry_review_choice_class_init (FerryReviewChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = ferry_review_choice_set_property;
  object_class->constructed = ferry_review_choice_constructed;
  object_class->finalize = ferry_review_choice_finalize;

  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, NULL,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_review_choice_init (FerryReviewChoice *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (make_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (fill_row_cb), NULL);
  self->names = gtk_string_list_new (NULL);
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->names)),
                                                      NULL));
  gtk_drop_down_set_factory (self->drop_down, factory);
  gtk_widget_set_hexpand (GTK_WIDGET (self->drop_down), TRUE);
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->drop_down));
}

/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-field-hint.h"

#include <glib/gi18n.h>

/* A row of a preferences group, because rows of an AdwEntryRow's kind have no subtitle. Owned by
 * the page that holds the field; main thread.
 */
struct _FerryFieldHint {
  AdwPreferencesRow  parent_instance;

  char              *caption;
  GtkWidget         *field;  /* weak: a sibling */

  GtkImage          *icon;
  GtkLabel          *label;
  GtkButton         *fix_button;
};

G_DEFINE_FINAL_TYPE (FerryFieldHint, ferry_field_hint, ADW_TYPE_PREFERENCES_ROW)

typedef enum {
  PROP_CAPTION = 1,
  PROP_FIELD,
} FerryFieldHintProperty;

static GParamSpec *properties[PROP_FIELD + 1];

static void
set_style (GtkWidget  *widget,
           const char *style)
{
  static const char * const styles[] = { "error", "warning", "accent", "dim-label" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_strcmp0 (styles[i], style) == 0)
      gtk_widget_add_css_class (widget, styles[i]);
    else
      gtk_widget_remove_css_class (widget, styles[i]);
}

static guint
find_disk (const FerryCheck *check)
{
  guint n_disks = ferry_machine_get_n_disks (check->machine);

  for (guint i = 0; i < n_disks; i++)
    if (ferry_machine_get_disk (check->machine, i) == check->disk)
      return i;

  return FERRY_FIELD_HINT_NO_DISK;
}

void
ferry_field_hint_set_fix (GtkButton        *button,
                          const FerryCheck *check)
{
  g_autofree char *label = check && check->machine ? ferry_fix_to_label (check) : NULL;

  g_return_if_fail (GTK_IS_BUTTON (button));

  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  if (label == NULL)
    return;

  gtk_button_set_label (button, label);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(uu)",
                                    (guint) check->code,
                                    check->disk ? find_disk (check) : FERRY_FIELD_HINT_NO_DISK);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "machines.fix");
}

static void
mark_field (FerryFieldHint   *self,
            const FerryCheck *check)
{
  gboolean blocks = check != NULL && check->severity == FERRY_SEVERITY_BLOCKS;

  if (self->field == NULL)
    return;

  gtk_accessible_update_state (GTK_ACCESSIBLE (self->field),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               blocks ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (blocks)
    gtk_widget_add_css_class (self->field, "error");
  else
    gtk_widget_remove_css_class (self->field, "error");
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_widget_add_css_class (self->field, "has-hint");
  else
    gtk_widget_remove_css_class (self->field, "has-hint");
}

void
ferry_field_hint_set_check (FerryFieldHint   *self,
                            const FerryCheck *check)
{
  g_autofree char *text = NULL;
  gboolean fixing;

  g_return_if_fail (FERRY_IS_FIELD_HINT (self));

  fixing = gtk_widget_is_focus (GTK_WIDGET (self->fix_button));
  if (check != NULL)
    {
      g_autofree char *title = ferry_check_to_title (check);
      g_autofree char *advice = ferry_check_to_advice (check);

      /* Translators: what is wrong with a field, then what to do, both whole sentences. */
      text = g_strdup_printf (_("%s. %s"), title, advice);
      gtk_image_set_from_icon_name (self->icon, ferry_severity_to_icon (check->severity));
      set_style (GTK_WIDGET (self->icon), ferry_severity_to_style (check->severity));
    }
  else
    text = g_strdup (self->caption);

  ferry_field_hint_set_fix (self->fix_button, check);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), check != NULL);
  set_style (GTK_WIDGET (self->label), check != NULL ? NULL : "dim-label");
  gtk_label_set_label (self->label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL && *text != '\0');
  mark_field (self, check);

  /* The button has done its work and gone: the focus is for what it has mended. */
  if (fixing && self->field && !gtk_widget_get_mapped (GTK_WIDGET (self->fix_button)))
    gtk_widget_child_focus (self->field, GTK_DIR_TAB_FORWARD);
}

void
ferry_field_hint_take (FerryFieldHint  *self,
                       GPtrArray       *checks,
                       FerryCheckField  field)
{
  const FerryCheck *check;

  g_return_if_fail (checks != NULL);

  check = ferry_check_find (checks, field);
  ferry_field_hint_set_check (self, check);
  if (check)
    g_ptr_array_remove (checks, (gpointer) check);
}

/* A list box asks only the very next row for the focus, and leaves the list where that has nothing
 * to give: the row after this one is asked in its place.
 */
static gboolean
ferry_field_hint_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  gboolean back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP;
  GtkWidget *next = widget;

  if (gtk_widget_child_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)), direction))
    return TRUE;

  do
    next = back ? gtk_widget_get_prev_sibling (next) : gtk_widget_get_next_sibling (next);
  while (next && !gtk_widget_get_visible (next));

  return next && gtk_widget_child_focus (next, direction);
}

static void
ferry_field_hint_constructed (GObject *object)
{
  G_OBJECT_CLASS (ferry_field_hint_parent_class)->constructed (object);

  ferry_field_hint_set_check (FERRY_FIELD_HINT (object), NULL);
}

static void
ferry_field_hint_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  FerryFieldHint *self = FERRY_FIELD_HINT (object);

  switch ((FerryFieldHintProperty) property_id)
    {
    case PROP_CAPTION:
      g_value_set_string (value, self->caption);
      break;

    case PROP_FIELD:
      g_value_set_object (value, self->field);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_field_hint_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  FerryFieldHint *self = FERRY_FIELD_HINT (object);

  switch ((FerryFieldHintProperty) property_id)
    {
    case PROP_CAPTION:
      if (g_strcmp0 (self->caption, g_value_get_string (value)) != 0)
        {
          g_free (self->caption);
          self->caption = g_value_dup_string (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    case PROP_FIELD:
      if (g_set_weak_pointer (&self->field, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_field_hint_dispose (GObject *object)
{
  FerryFieldHint *self = FERRY_FIELD_HINT (object);

  g_clear_weak_pointer (&self->field);

  G_OBJECT_CLASS (ferry_field_hint_parent_class)->dispose (object);
}

static void
ferry_field_hint_finalize (GObject *object)
{
  FerryFieldHint *self = FERRY_FIELD_HINT (object);

  g_free (self->caption);

  G_OBJECT_CLASS (ferry_field_hint_parent_class)->finalize (object);
}

static void
ferry_field_hint_class_init (FerryFieldHintClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ferry_field_hint_constructed;
  object_class->get_property = ferry_field_hint_get_property;
  object_class->set_property = ferry_field_hint_set_property;
  object_class->dispose = ferry_field_hint_dispose;
  object_class->finalize = ferry_field_hint_finalize;
  widget_class->focus = ferry_field_hint_focus;

  properties[PROP_CAPTION] =
    g_param_spec_string ("caption", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_FIELD] =
    g_param_spec_object ("field", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/"
                                               "ferry-field-hint.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryFieldHint, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryFieldHint, label);
  gtk_widget_class_bind_template_child (widget_class, FerryFieldHint, fix_button);
}

static void
ferry_field_hint_init (FerryFieldHint *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

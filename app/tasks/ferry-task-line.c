/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-line.h"

#include "common/ferry-inscription.h"
#include "common/ferry-row-filler.h"
#include "tasks/ferry-item-text.h"
#include "tasks/ferry-phase-dots.h"

#include <glib/gi18n.h>

/* A part of the list's row, which the list makes; main thread. The item knows nothing of it. The
 * menu is made when somebody wants it.
 */
struct _FerryTaskLine {
  GtkBox           parent_instance;

  FerryTaskItem   *item;      /* (nullable) */
  gulong           handler;
  const char      *icon_name;

  GtkImage        *icon;
  GtkInscription  *name_text;
  GtkInscription  *elapsed_text;
  GtkInscription  *caption_text;
  GtkInscription  *state_text;
  GtkInscription  *heard_text;
  FerryPhaseDots  *dots;
  GtkProgressBar  *progress_bar;
  GtkMenuButton   *menu_button;
  GMenuModel      *menu;
};

G_DEFINE_FINAL_TYPE (FerryTaskLine, ferry_task_line, GTK_TYPE_BOX)

typedef enum {
  PROP_ITEM = 1,
} FerryTaskLineProperty;

static GParamSpec *properties[PROP_ITEM + 1];

enum {
  SIGNAL_MENU,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

void
ferry_task_line_tick (FerryTaskLine *self,
                      GDateTime     *now)
{
  g_autofree char *elapsed = NULL;
  g_autofree char *heard = NULL;

  g_return_if_fail (FERRY_IS_TASK_LINE (self));

  if (self->item == NULL)
    return;

  elapsed = ferry_item_text_elapsed (self->item, now);
  heard = ferry_item_text_heard (self->item, now, TRUE);
  if (heard == NULL)
    heard = ferry_item_text_ended (self->item);
  ferry_inscription_show (self->elapsed_text, elapsed);
  ferry_inscription_show (self->heard_text, heard);
}

static void
show_icon (FerryTaskLine *self)
{
  const char *style = NULL;
  const char *name = ferry_item_text_get_icon (self->item, &style);
  const char *styles[] = { style, NULL };

  if (g_strcmp0 (self->icon_name, name) == 0)
    return;

  self->icon_name = name;
  gtk_image_set_from_icon_name (self->icon, name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), styles);
}

/* No percent, no bar: one that only pulses would claim to know that something moves. Its place is
 * kept free.
 */
static void
show_progress (FerryTaskLine *self)
{
  int percent = ferry_task_item_get_percent (self->item);
  gboolean running = ferry_task_item_is_converting (self->item);
  FerryImportStep step = ferry_import_step_of_item (self->item);

  ferry_phase_dots_set_step (self->dots, &step);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), running && percent >= 0);
  if (gtk_progress_bar_get_fraction (self->progress_bar) != MAX (percent, 0) / 100.0)
    gtk_progress_bar_set_fraction (self->progress_bar, MAX (percent, 0) / 100.0);
}

static void
name_menu (FerryTaskLine *self,
           const char    *name)
{
  /* Translators: %s is the name of a machine: what its menu button is called */
  g_autofree char *text = g_strdup_printf (_("Menu of %s"), name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
update (FerryTaskLine *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *name = ferry_item_text_name (self->item);
  g_autofree char *caption = ferry_item_text_line (self->item);
  g_autofree char *state = ferry_item_text_state (self->item);

  ferry_inscription_show_name (self->name_text, name);
  ferry_inscription_show (self->caption_text, caption);
  ferry_inscription_show (self->state_text, state);
  ferry_row_filler_name (GTK_WIDGET (self), name, state);
  show_icon (self);
  show_progress (self);
  ferry_task_line_tick (self, now);
}

static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  FerryTaskLine *self = user_data;

  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, self->menu);
  g_signal_emit (self, signals[SIGNAL_MENU], 0);
}

static void
secondary_cb (FerryTaskLine *self)
{
  ferry_task_line_show_menu (self);
}

/* All of what its line may have to cut. */
static gboolean
query_tooltip_cb (FerryTaskLine *self,
                  int            x,
                  int            y,
                  gboolean       keyboard_mode,
                  GtkTooltip    *tooltip)
{
  g_autofree char *text = NULL;

  if (self->item == NULL)
    return FALSE;

  text = g_strdup_printf ("%s\n%s\n%s", gtk_inscription_get_text (self->name_text),
                          gtk_inscription_get_text (self->caption_text),
                          gtk_inscription_get_text (self->state_text));
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
ferry_task_line_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  FerryTaskLine *self = FERRY_TASK_LINE (object);

  switch ((FerryTaskLineProperty) property_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_task_line_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  FerryTaskLine *self = FERRY_TASK_LINE (object);

  switch ((FerryTaskLineProperty) property_id)
    {
    case PROP_ITEM:
      ferry_task_line_set_item (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_task_line_dispose (GObject *object)
{
  ferry_task_line_set_item (FERRY_TASK_LINE (object), NULL);

  G_OBJECT_CLASS (ferry_task_line_parent_class)->dispose (object);
}

static void
ferry_task_line_class_init (FerryTaskLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ferry_task_line_get_property;
  object_class->set_property = ferry_task_line_set_property;
  object_class->dispose = ferry_task_line_dispose;

  properties[PROP_ITEM] =
    g_param_spec_object ("item", NULL, NULL, FERRY_TYPE_TASK_ITEM,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_MENU] = g_signal_new ("menu", FERRY_TYPE_TASK_LINE, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (FERRY_TYPE_PHASE_DOTS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/tasks/ferry-task-line.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryTaskLine, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskLine, name_text);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskLine, elapsed_text);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskLine, caption_text);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskLine, state_text);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskLine, heard_text);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskLine, dots);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskLine, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskLine, menu_button);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskLine, menu);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, secondary_cb);
}

static void
ferry_task_line_init (FerryTaskLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, self, NULL);
}

GtkWidget *
ferry_task_line_new (void)
{
  return g_object_new (FERRY_TYPE_TASK_LINE, NULL);
}

void
ferry_task_line_set_item (FerryTaskLine *self,
                          FerryTaskItem *item)
{
  g_return_if_fail (FERRY_IS_TASK_LINE (self));

  if (self->item == item)
    return;

  if (self->item)
    g_clear_signal_handler (&self->handler, self->item);
  g_set_object (&self->item, item);
  if (item)
    {
      g_autofree char *name = ferry_item_text_name (item);

      self->handler = g_signal_connect_object (item, "changed", G_CALLBACK (update), self,
                                               G_CONNECT_SWAPPED);
      name_menu (self, name);
      update (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

void
ferry_task_line_show_menu (FerryTaskLine *self)
{
  g_return_if_fail (FERRY_IS_TASK_LINE (self));

  if (self->item)
    gtk_menu_button_popup (self->menu_button);
}

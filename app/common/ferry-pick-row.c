/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "common/ferry-pick-row.h"

#include "common/ferry-choice-popover.h"

#include <glib/gi18n.h>

/* Nothing moves before. */
#define PATIENCE_SECONDS 3

struct _FerryPickRow {
  AdwEntryRow         parent_instance;

  gboolean            multiple;
  char               *picker_label;
  gboolean            pickable;
  FerryFactState      state;
  guint               timeout;

  GtkWidget          *spinner;
  GtkWidget          *retry_button;
  GtkMenuButton      *button;
  FerryChoicePopover *popover;  /* (nullable): made when it is first wanted */
};

G_DEFINE_FINAL_TYPE (FerryPickRow, ferry_pick_row, ADW_TYPE_ENTRY_ROW)

typedef enum {
  PROP_MULTIPLE = 1,
  PROP_PICKER_LABEL,
} FerryPickRowProperty;

static GParamSpec *properties[PROP_PICKER_LABEL + 1];

enum {
  OPEN,
  RETRY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_suffixes (FerryPickRow *self)
{
  gboolean waits = self->state == FERRY_FACT_STATE_PENDING && self->timeout == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->button), self->pickable);
  gtk_widget_set_visible (self->spinner, waits);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), waits);
  gtk_widget_set_visible (self->retry_button, self->state == FERRY_FACT_STATE_FAILED);
}

static gboolean
patience_cb (gpointer user_data)
{
  FerryPickRow *self = user_data;

  self->timeout = 0;
  show_suffixes (self);

  return G_SOURCE_REMOVE;
}

static gboolean
is_separator (gunichar c)
{
  return c == ',' || c == ';' || g_unichar_isspace (c);
}

static char **
split_values (const char *text)
{
  g_autoptr(GStrvBuilder) values = g_strv_builder_new ();
  const char *start = text;

  for (const char *p = text;; p = g_utf8_next_char (p))
    if (*p == '\0' || is_separator (g_utf8_get_char (p)))
      {
        g_autofree char *value = g_strndup (start, p - start);

        if (*value)
          g_strv_builder_add (values, value);
        if (*p == '\0')
          break;
        start = g_utf8_next_char (p);
      }

  return g_strv_builder_end (values);
}

/* The one is added, or taken away where it is there; "" takes all away. */
static void
toggle (FerryPickRow *self,
        const char   *value)
{
  g_auto(GStrv) values = ferry_pick_row_dup_values (self);
  g_autoptr(GStrvBuilder) others = g_strv_builder_new ();
  g_auto(GStrv) all = NULL;
  g_autofree char *text = NULL;
  gboolean found = *value == '\0';

  for (guint i = 0; values[i]; i++)
    if (g_str_equal (values[i], value))
      found = TRUE;
    else if (*value)
      g_strv_builder_add (others, values[i]);
  if (!found)
    g_strv_builder_add (others, value);

  all = g_strv_builder_end (others);
  text = g_strjoinv (", ", all);
  gtk_editable_set_text (GTK_EDITABLE (self), text);
}

static void
show_chosen (FerryPickRow *self)
{
  g_auto(GStrv) values = ferry_pick_row_dup_values (self);

  if (self->popover)
    ferry_choice_popover_set_chosen (self->popover, (const char *const *) values);
}

static void
picked_cb (FerryPickRow *self,
           const char   *value)
{
  if (self->multiple)
    {
      toggle (self, value);
      show_chosen (self);
    }
  else
    {
      gtk_editable_set_text (GTK_EDITABLE (self), value);
      gtk_menu_button_popdown (self->button);
    }
}

static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  FerryPickRow *self = user_data;

  if (self->popover == NULL)
    {
      self->popover = ferry_choice_popover_new (self->picker_label);
      g_signal_connect_swapped (self->popover, "picked", G_CALLBACK (picked_cb), self);
      gtk_menu_button_set_popover (button, GTK_WIDGET (self->popover));
    }
  g_signal_emit (self, signals[OPEN], 0);
  show_chosen (self);
}

static void
retry_cb (FerryPickRow *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static GtkWidget *
make_spinner (void)
{
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Asking for the choices…"),
                                  -1);

  return spinner;
}

static void
ferry_pick_row_constructed (GObject *object)
{
  FerryPickRow *self = FERRY_PICK_ROW (object);

  G_OBJECT_CLASS (ferry_pick_row_parent_class)->constructed (object);

  self->spinner = make_spinner ();
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->spinner);

  self->retry_button = gtk_button_new_with_label (_("Try Again"));
  gtk_widget_add_css_class (self->retry_button, "flat");
  gtk_widget_set_valign (self->retry_button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->retry_button, "clicked", G_CALLBACK (retry_cb), self);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->retry_button);

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "pan-down-symbolic");
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), self->picker_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, self->picker_label, -1);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), GTK_WIDGET (self->button));

  show_suffixes (self);
}

static void
ferry_pick_row_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  FerryPickRow *self = FERRY_PICK_ROW (object);

  switch ((FerryPickRowProperty) property_id)
    {
    case PROP_MULTIPLE:
      self->multiple = g_value_get_boolean (value);
      break;
    case PROP_PICKER_LABEL:
      self->picker_label = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
ferry_pick_row_dispose (GObject *object)
{
  FerryPickRow *self = FERRY_PICK_ROW (object);

  g_clear_handle_id (&self->timeout, g_source_remove);

  G_OBJECT_CLASS (ferry_pick_row_parent_class)->dispose (object);
}

static void
ferry_pick_row_finalize (GObject *object)
{
  g_free (FERRY_PICK_ROW (object)->picker_label);

  G_OBJECT_CLASS (ferry_pick_row_parent_class)->finalize (object);
}

static void
ferry_pick_row_class_init (FerryPickRowClass *klass)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = ferry_pick_row_constructed;
  object_class->set_property = ferry_pick_row_set_property;
  object_class->dispose = ferry_pick_row_dispose;
  object_class->finalize = ferry_pick_row_finalize;

  properties[PROP_MULTIPLE] = g_param_spec_boolean ("multiple", NULL, NULL, FALSE, flags);
  properties[PROP_PICKER_LABEL] = g_param_spec_string ("picker-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_pick_row_init (FerryPickRow *self)
{
  self->state = FERRY_FACT_STATE_KNOWN;
}

void
ferry_pick_row_set_state (FerryPickRow   *self,
                          FerryFactState  state)
{
  g_return_if_fail (FERRY_IS_PICK_ROW (self));

  if (self->state == state)
    return;

  self->state = state;
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (state == FERRY_FACT_STATE_PENDING)
    self->timeout = g_timeout_add_seconds (PATIENCE_SECONDS, patience_cb, self);
  show_suffixes (self);
}

void
ferry_pick_row_set_pickable (FerryPickRow *self,
                             gboolean      pickable)
{
  g_return_if_fail (FERRY_IS_PICK_ROW (self));

  self->pickable = pickable;
  show_suffixes (self);
}

void
ferry_pick_row_set_choices (FerryPickRow *self,
                            GListModel   *choices)
{
  g_return_if_fail (FERRY_IS_PICK_ROW (self));
  g_return_if_fail (self->popover != NULL);

  ferry_choice_popover_set_choices (self->popover, choices);
}

char **
ferry_pick_row_dup_values (FerryPickRow *self)
{
  const char *text;

  g_return_val_if_fail (FERRY_IS_PICK_ROW (self), NULL);

  text = gtk_editable_get_text (GTK_EDITABLE (self));
  if (self->multiple || *text == '\0')
    return split_values (text);

  return g_strdupv ((char *[]) { (char *) text, NULL });
}

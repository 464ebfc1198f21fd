/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "common/ferry-choice-popover.h"

#include "common/ferry-choice.h"

#include <glib/gi18n.h>

/* Fewer are overlooked at once, without a search. */
#define FEW 8

struct _FerryChoicePopover {
  GtkPopover           parent_instance;

  char                *sought;   /* case folded */
  char               **chosen;
  GHashTable          *rows;     /* set of GtkListItem: those that are bound */

  GtkWidget           *search;
  GtkListView         *view;
  GtkFilter           *filter;
  GtkFilterListModel  *model;
};

G_DEFINE_FINAL_TYPE (FerryChoicePopover, ferry_choice_popover, GTK_TYPE_POPOVER)

enum {
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GtkWidget *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  if (style)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, style);
    }

  return label;
}

static void
setup_cb (FerryChoicePopover *self,
          GtkListItem        *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_box_append (GTK_BOX (words), make_label (NULL));
  gtk_box_append (GTK_BOX (words), make_label ("dim-label"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_item_set_child (item, box);
}

static gboolean
is_chosen (FerryChoicePopover *self,
           FerryChoice        *choice)
{
  const char *value = ferry_choice_get_value (choice);

  if (*value == '\0')
    return self->chosen[0] == NULL;

  return g_strv_contains ((const char *const *) self->chosen, value);
}

static void
show_mark (FerryChoicePopover *self,
           GtkListItem        *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *row = gtk_widget_get_parent (box);
  FerryChoice *choice = gtk_list_item_get_item (item);
  gboolean chosen = is_chosen (self, choice);

  gtk_widget_set_opacity (gtk_widget_get_last_child (box), chosen ? 1 : 0);
  if (row)
    gtk_accessible_update_state (GTK_ACCESSIBLE (row),
                                 GTK_ACCESSIBLE_STATE_SELECTED, chosen,
                                 -1);
}

static void
bind_cb (FerryChoicePopover *self,
         GtkListItem        *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *row = gtk_widget_get_parent (box);
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (box));
  GtkWidget *subtitle = gtk_widget_get_next_sibling (title);
  FerryChoice *choice = gtk_list_item_get_item (item);
  const char *words = ferry_choice_get_subtitle (choice);

  gtk_label_set_label (GTK_LABEL (title), ferry_choice_get_title (choice));
  gtk_label_set_label (GTK_LABEL (subtitle), words ? words : "");
  gtk_widget_set_visible (subtitle, words != NULL);
  if (row)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, ferry_choice_get_title (choice),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words ? words : "",
                                    -1);
  g_hash_table_add (self->rows, item);
  show_mark (self, item);
}

static void
unbind_cb (FerryChoicePopover *self,
           GtkListItem        *item)
{
  g_hash_table_remove (self->rows, item);
}

static gboolean
match_cb (gpointer item,
          gpointer user_data)
{
  FerryChoicePopover *self = user_data;

  return ferry_choice_matches (item, self->sought);
}

static void
search_changed_cb (FerryChoicePopover *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_free (self->sought);
  self->sought = g_utf8_casefold (text, -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
pick (FerryChoicePopover *self,
      guint               position)
{
  g_autoptr(FerryChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (choice)
    g_signal_emit (self, signals[PICKED], 0, ferry_choice_get_value (choice));
}

/* The first one found is what was meant; the search itself lags behind what is typed. */
static void
search_activated_cb (FerryChoicePopover *self)
{
  search_changed_cb (self);
  if (*self->sought != '\0')
    pick (self, 0);
}

/* The search starts anew each time, and has the focus. */
static void
ferry_choice_popover_map (GtkWidget *widget)
{
  FerryChoicePopover *self = FERRY_CHOICE_POPOVER (widget);
  GListModel *choices = gtk_filter_list_model_get_model (self->model);
  gboolean many = choices && g_list_model_get_n_items (choices) > FEW;

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_set_visible (self->search, many);

  GTK_WIDGET_CLASS (ferry_choice_popover_parent_class)->map (widget);

  gtk_widget_grab_focus (many ? self->search : GTK_WIDGET (self->view));
}

static void
ferry_choice_popover_dispose (GObject *object)
{
  FerryChoicePopover *self = FERRY_CHOICE_POPOVER (object);

  if (self->view)
    gtk_list_view_set_model (self->view, NULL);
  self->view = NULL;
  g_clear_object (&self->model);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (ferry_choice_popover_parent_class)->dispose (object);
}

static void
ferry_choice_popover_finalize (GObject *object)
{
  FerryChoicePopover *self = FERRY_CHOICE_POPOVER (object);

  g_free (self->sought);
  g_strfreev (self->chosen);
  g_hash_table_unref (self->rows);

  G_OBJECT_CLASS (ferry_choice_popover_parent_class)->finalize (object);
}

static void
ferry_choice_popover_class_init (FerryChoicePopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_choice_popover_dispose;
  object_class->finalize = ferry_choice_popover_finalize;
  GTK_WIDGET_CLASS (klass)->map = ferry_choice_popover_map;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_list (FerryChoicePopover *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection;

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  self->view = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory));
  gtk_list_view_set_single_click_activate (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "choices");
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (pick), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_focusable (scrolled, FALSE);

  return scrolled;
}

static void
ferry_choice_popover_init (FerryChoicePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->sought = g_strdup ("");
  self->chosen = g_new0 (char *, 1);
  self->rows = g_hash_table_new (NULL, NULL);
  self->filter = GTK_FILTER (gtk_custom_filter_new (match_cb, self, NULL));
  self->model = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  gtk_filter_list_model_set_incremental (self->model, FALSE);

  self->search = gtk_search_entry_new ();
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_activated_cb), self);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), NULL);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), make_list (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

FerryChoicePopover *
ferry_choice_popover_new (const char *name)
{
  FerryChoicePopover *self = g_object_new (FERRY_TYPE_CHOICE_POPOVER, NULL);
  GtkAccessible *const parts[] = {
    GTK_ACCESSIBLE (self), GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE (self->search),
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_accessible_update_property (parts[i], GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    parts[i] == GTK_ACCESSIBLE (self->search) ? _("Search") : name,
                                    -1);

  return self;
}

void
ferry_choice_popover_set_choices (FerryChoicePopover *self,
                                  GListModel         *choices)
{
  g_return_if_fail (FERRY_IS_CHOICE_POPOVER (self));
  g_return_if_fail (choices == NULL || G_IS_LIST_MODEL (choices));

  gtk_filter_list_model_set_model (self->model, choices);
}

void
ferry_choice_popover_set_chosen (FerryChoicePopover *self,
                                 const char *const  *values)
{
  GHashTableIter iter;
  gpointer item;

  g_return_if_fail (FERRY_IS_CHOICE_POPOVER (self));
  g_return_if_fail (values != NULL);

  g_strfreev (self->chosen);
  self->chosen = g_strdupv ((char **) values);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show_mark (self, item);
}

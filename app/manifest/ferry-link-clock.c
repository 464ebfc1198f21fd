/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-link-clock.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

#define TICK_SECONDS 10
/* A duration of more days than that tells nobody anything. */
#define MOST_DAYS_AGO 30

/* A part of the manifest's view; main thread. */
struct _FerryLinkClock {
  AdwBin        parent_instance;

  GDateTime    *first;     /* (nullable) */
  gboolean      together;
  FerryClient  *client;    /* (nullable) */
  guint         tick_id;

  GtkLabel     *label;
};

G_DEFINE_FINAL_TYPE (FerryLinkClock, ferry_link_clock, ADW_TYPE_BIN)

static char *
say_ended_on (GDateTime *first,
              gboolean   together)
{
  g_autofree char *date = ferry_format_date (first);

  if (together)
    /* Translators: %s is a date, "12 Nov 2024" */
    return g_strdup_printf (_("Links ended on %s"), date);

  /* Translators: %s is a date, "12 Nov 2024" */
  return g_strdup_printf (_("The first link ended on %s"), date);
}

static char *
say_ended (GDateTime *first,
           gboolean   together,
           guint64    seconds)
{
  g_autofree char *duration = NULL;

  if (seconds > MOST_DAYS_AGO * 86400)
    return say_ended_on (first, together);

  duration = ferry_format_duration (seconds);
  if (together)
    /* Translators: %s is a duration, "3 d 2 h 5 min" */
    return g_strdup_printf (_("Links ended %s ago"), duration);

  /* Translators: %s is a duration, "3 d 2 h 5 min" */
  return g_strdup_printf (_("The first link ended %s ago"), duration);
}

char *
ferry_link_clock_say (GDateTime *first,
                      gboolean   together,
                      GDateTime *now)
{
  g_autofree char *duration = NULL;
  GTimeSpan left;

  g_return_val_if_fail (now != NULL, NULL);

  if (first == NULL)
    return g_strdup (_("No link says when it ends"));

  left = g_date_time_difference (first, now);
  if (left <= 0)
    return say_ended (first, together, -left / G_TIME_SPAN_SECOND);

  duration = ferry_format_duration (left / G_TIME_SPAN_SECOND);
  if (together)
    /* Translators: %s is a duration, "6 d 23 h 41 min" */
    return g_strdup_printf (_("Links last %s"), duration);

  /* Translators: %s is a duration, "6 d 23 h 41 min" */
  return g_strdup_printf (_("The first link ends in %s"), duration);
}

static void
update (FerryLinkClock *self)
{
  g_autoptr(GDateTime) now = self->client ? ferry_client_dup_now (self->client)
                                          : g_date_time_new_now_utc ();
  g_autofree char *text = ferry_link_clock_say (self->first, self->together, now);

  gtk_label_set_label (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), text);
}

static gboolean
tick_cb (gpointer user_data)
{
  update (user_data);

  return G_SOURCE_CONTINUE;
}

static void
ferry_link_clock_map (GtkWidget *widget)
{
  FerryLinkClock *self = FERRY_LINK_CLOCK (widget);

  GTK_WIDGET_CLASS (ferry_link_clock_parent_class)->map (widget);

  update (self);
  self->tick_id = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
}

static void
ferry_link_clock_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&FERRY_LINK_CLOCK (widget)->tick_id, g_source_remove);

  GTK_WIDGET_CLASS (ferry_link_clock_parent_class)->unmap (widget);
}

static void
ferry_link_clock_dispose (GObject *object)
{
  FerryLinkClock *self = FERRY_LINK_CLOCK (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_pointer (&self->first, g_date_time_unref);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ferry_link_clock_parent_class)->dispose (object);
}

static void
ferry_link_clock_class_init (FerryLinkClockClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_link_clock_dispose;
  widget_class->map = ferry_link_clock_map;
  widget_class->unmap = ferry_link_clock_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-link-clock.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryLinkClock, label);
}

static void
ferry_link_clock_init (FerryLinkClock *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ferry_link_clock_set (FerryLinkClock *self,
                      GDateTime      *first,
                      gboolean        together,
                      FerryClient    *client)
{
  g_return_if_fail (FERRY_IS_LINK_CLOCK (self));
  g_return_if_fail (client == NULL || FERRY_IS_CLIENT (client));

  g_clear_pointer (&self->first, g_date_time_unref);
  if (first)
    self->first = g_date_time_ref (first);
  self->together = together;
  g_set_object (&self->client, client);
  update (self);
}

/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* ferry-bench-manifest PARTS: opens a manifest of so many parts in its window, from a file of this
 * computer, waits until it is judged, searches, selects and scrolls. It prints
 *
 *   size BYTES
 *   gap-open MS, gap-search MS, gap-select MS, gap-scroll MS
 *   memory BYTES    more in the resident set at its peak than before the file was opened
 *
 * A gap is the longest time for which the main loop was away, in milliseconds of this thread's time
 * on the processor, as ferry-bench-stalls measures it.
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "../unit/large-manifest.h"

#include "ferry-application.h"
#include "manifest/ferry-manifest-window.h"
#include "manifest/ferry-part-list.h"

#include <glib/gstdio.h>
#include <gtksourceview/gtksource.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define BEAT_MS 5
#define STEPS 60

static gint64 last_beat;
static gint64 worst;

/* microseconds */
static gint64
get_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gboolean
beat_cb (gpointer user_data)
{
  gint64 now = get_time ();

  worst = MAX (worst, now - last_beat);
  last_beat = now;

  return G_SOURCE_CONTINUE;
}

static void
report_gap (const char *name)
{
  beat_cb (NULL);
  g_print ("gap-%s %.3f\n", name, worst / 1e3);
  worst = 0;
}

static void
iterate_for (guint n_frames)
{
  gint64 end = g_get_monotonic_time () + n_frames * G_USEC_PER_SEC / 60;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);

  return found;
}

/* bytes */
static guint64
get_peak (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (guint64) usage.ru_maxrss * 1024;
}

static char *
write_file (guint   n_parts,
            gsize  *size)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GBytes) text = large_manifest_new (n_parts, now);
  g_autoptr(GError) error = NULL;
  char *path;
  int fd = g_file_open_tmp ("ferry-bench-XXXXXX.manifest.xml", &path, &error);

  if (fd < 0)
    g_error ("%s", error->message);
  close (fd);
  if (!g_file_set_contents (path, g_bytes_get_data (text, size), g_bytes_get_size (text), &error))
    g_error ("%s", error->message);

  return path;
}

/* The generator's memory is its own: it is another process. */
static char *
make_file (const char *program,
           const char *n_parts)
{
  g_autofree char *said = NULL;
  g_autoptr(GError) error = NULL;
  const char *argv[] = { program, "--write", n_parts, NULL };

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, NULL,
                     &error))
    g_error ("%s", error->message);

  return g_strdup (g_strchomp (said));
}

static FerryOpenManifest *
open_manifest (FerryManifestWindow *window)
{
  FerryOpenManifest *manifest;

  while ((manifest = ferry_manifest_window_get_manifest (window)) == NULL ||
         ferry_open_manifest_is_busy (manifest))
    g_main_context_iteration (NULL, TRUE);
  iterate_for (30);

  return manifest;
}

static void
search (FerryPartList *list,
        guint          n_parts)
{
  g_autofree char *text = g_strdup_printf ("part%u", n_parts - 1);

  ferry_part_list_set_search (list, text);
  while (ferry_part_list_get_n_shown (list) != 1)
    g_main_context_iteration (NULL, TRUE);
  iterate_for (10);
  ferry_part_list_set_search (list, NULL);
  iterate_for (10);
}

static void
select_some (FerryPartList *list,
             guint          n_parts)
{
  for (guint i = 0; i <= STEPS; i++)
    {
      ferry_part_list_select (list, (guint) ((guint64) (n_parts - 1) * i / STEPS));
      iterate_for (2);
    }
}

static void
scroll (FerryPartList *list)
{
  GtkWidget *scroller = find (GTK_WIDGET (list), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  for (guint i = 0; i <= STEPS; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) * i / STEPS);
      iterate_for (1);
    }
}

/* Fonts, icons and templates are loaded when the first such window opens, whatever it shows. */
static void
warm_up (const char *program)
{
  g_autofree char *path = make_file (program, "2001");
  g_autoptr(GFile) file = g_file_new_for_path (path);
  FerryManifestWindow *window =
    ferry_manifest_window_new_for_file (GTK_APPLICATION (ferry_application_get ()), file);

  gtk_window_present (GTK_WINDOW (window));
  open_manifest (window);
  gtk_window_destroy (GTK_WINDOW (window));
  g_unlink (path);
  iterate_for (30);
}

static void
run (const char *path,
     guint       n_parts)
{
  GtkApplication *application = GTK_APPLICATION (ferry_application_get ());
  g_autoptr(GFile) file = g_file_new_for_path (path);
  FerryManifestWindow *window;
  FerryPartList *list;

  last_beat = get_time ();
  worst = 0;
  window = ferry_manifest_window_new_for_file (application, file);
  gtk_window_present (GTK_WINDOW (window));
  g_assert (ferry_open_manifest_is_large (open_manifest (window)));
  report_gap ("open");
  list = FERRY_PART_LIST (find (GTK_WIDGET (window), FERRY_TYPE_PART_LIST));
  search (list, n_parts);
  report_gap ("search");
  select_some (list, n_parts);
  report_gap ("select");
  scroll (list);
  report_gap ("scroll");
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *path = NULL;
  g_autoptr(FerryApplication) application = NULL;
  g_autoptr(GError) error = NULL;
  guint64 before;
  GStatBuf status;
  gsize size;

  if (argc == 3 && g_str_equal (argv[1], "--write"))
    {
      path = write_file ((guint) atoi (argv[2]), &size);
      g_print ("%s\n", path);
      return EXIT_SUCCESS;
    }
  if (argc != 2)
    {
      g_printerr ("ferry-bench-manifest: PARTS\n");
      return EXIT_FAILURE;
    }

  path = make_file (argv[0], argv[1]);
  adw_init ();
  gtk_source_init ();
  application = ferry_application_new ();
  g_application_set_application_id (G_APPLICATION (application), "io.github.vmferry.Ferry.Bench");
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  g_timeout_add (BEAT_MS, beat_cb, NULL);
  warm_up (argv[0]);

  before = get_peak ();
  run (path, (guint) atoi (argv[1]));
  g_stat (path, &status);
  g_print ("size %" G_GINT64_FORMAT "\n", (gint64) status.st_size);
  g_print ("memory %" G_GUINT64_FORMAT "\n", get_peak () - before);
  g_unlink (path);

  return EXIT_SUCCESS;
}

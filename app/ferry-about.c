/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-about.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <libsoup/soup.h>

#define WEBSITE "https://github.com/vmferry/ferry"

/* The same words as in the metainfo; tests/lint/release.py compares them. */
#define RELEASE_NOTES \
  "<p>The first version: disks in buckets become instances and volumes.</p>" \
  "<ul>" \
  "<li>Looks into disks where they lie, in a bucket or on this computer, by a few ranged reads: " \
  "VMDK, VHD, VHDX, raw and OVA; partitions, file systems, the system on it; and says which " \
  "calls of VM Import take the disk, or why not and what to do.</li>" \
  "<li>Makes machines of many disks at once, by their names, folders and contents; each with its " \
  "data disks, network, type, tags and user data; with undo, and in a plan file.</li>" \
  "<li>Judges a plan by some eighty rules, against what the account has, before anything is " \
  "sent, and says what it would cost and which permissions it needs.</li>" \
  "<li>Shows the manifest and the request before anything is sent, and says what is wrong " \
  "with the manifests of other tools: tries their links, makes new ones, and takes disks " \
  "that are cut into parts.</li>" \
  "<li>Saves a plan as a script that does the same without Ferry.</li>" \
  "<li>Keeps machines in a queue, as EC2 runs few conversions at once; tags what has " \
  "landed, attaches its volumes, and offers to start it.</li>" \
  "<li>Never imports twice: each step is in a journal before it is taken, a lost answer " \
  "is found out about, and after a crash Ferry goes on by itself.</li>" \
  "<li>Explains some eighty failures by what is on the disk and in the plan, finds what " \
  "imports left over, and makes a report for the record.</li>" \
  "<li>Rehearses the whole migration on this computer, without an account.</li>" \
  "</ul>"

static void
add_library (GString    *text,
             const char *name,
             guint       major,
             guint       minor,
             guint       micro)
{
  g_string_append_printf (text, "%s %u.%u.%u\n", name, major, minor, micro);
}

static void
add_desktop (GString *text)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  const char *desktop = g_getenv ("XDG_CURRENT_DESKTOP");
  GdkDisplay *display = gdk_display_get_default ();

  g_string_append_printf (text, "System: %s\n", system ? system : "not known");
  g_string_append_printf (text, "Desktop: %s\n", desktop ? desktop : "not known");
  g_string_append_printf (text, "Display: %s\n",
                          display ? G_OBJECT_TYPE_NAME (display) : "none");
  g_string_append_printf (text, "Language: %s\n",
                          pango_language_to_string (gtk_get_default_language ()));
  g_string_append_printf (text, "Flatpak: %s\n",
                          g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? "yes" : "no");
}

char *
ferry_about_dup_debug_info (gboolean rehearsal)
{
  GString *text = g_string_new ("Ferry " FERRY_VERSION);

  g_string_append (text, rehearsal ? ", rehearsal\n\n" : "\n\n");
  add_library (text, "GTK", gtk_get_major_version (), gtk_get_minor_version (),
               gtk_get_micro_version ());
  add_library (text, "libadwaita", adw_get_major_version (), adw_get_minor_version (),
               adw_get_micro_version ());
  add_library (text, "GLib", glib_major_version, glib_minor_version, glib_micro_version);
  add_library (text, "libsoup", soup_get_major_version (), soup_get_minor_version (),
               soup_get_micro_version ());
  g_string_append_c (text, '\n');
  add_desktop (text);

  return g_string_free (text, FALSE);
}

void
ferry_about_show (GtkWindow *parent,
                  gboolean   rehearsal)
{
  static const char *const developers[] = { "The Ferry developers", NULL };
  g_autofree char *debug_info = ferry_about_dup_debug_info (rehearsal);

  adw_show_about_window (parent,
                         "application-name", _("Ferry"),
                         "application-icon", FERRY_APPLICATION_ID,
                         "developer-name", _("The Ferry Developers"),
                         "version", FERRY_VERSION,
                         "comments", _("Moves virtual machines whose disks lie in S3 into Amazon "
                                       "EC2."),
                         "website", WEBSITE,
                         "issue-url", WEBSITE "/issues",
                         "release-notes-version", FERRY_VERSION,
                         "release-notes", RELEASE_NOTES,
                         "debug-info", debug_info,
                         "debug-info-filename", "ferry.txt",
                         "developers", developers,
                         /* Translators: your names, one a line */
                         "translator-credits", _("translator-credits"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "copyright", "© 2026 The Ferry developers",
                         NULL);
}

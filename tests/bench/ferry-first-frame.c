/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* ferry-first-frame COMMAND...: starts COMMAND on an empty black screen, prints the seconds until
 * the screen shows something in the middle of where its window will be, and ends it. It looks from
 * outside, at what the X server has, so it measures any program in the same way.
 */

#include "config.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <glib.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define X 550
#define Y 600
#define STEP_US 500
#define DEADLINE_US (20 * G_USEC_PER_SEC)

static gboolean
is_drawn (Display *display)
{
  XImage *image = XGetImage (display, DefaultRootWindow (display), X, Y, 1, 1, AllPlanes, ZPixmap);
  gboolean drawn = image != NULL && (XGetPixel (image, 0, 0) & 0xffffff) != 0;

  if (image)
    XDestroyImage (image);

  return drawn;
}

static void
end (pid_t child)
{
  kill (child, SIGTERM);
  waitpid (child, NULL, 0);
}

int
main (int   argc,
      char *argv[])
{
  Display *display = XOpenDisplay (NULL);
  gint64 started;
  pid_t child;

  if (argc < 2 || display == NULL || is_drawn (display))
    {
      g_printerr ("ferry-first-frame: needs a command and an empty screen\n");
      return EXIT_FAILURE;
    }

  started = g_get_monotonic_time ();
  child = fork ();
  if (child == 0)
    {
      execvp (argv[1], argv + 1);
      _exit (127);
    }

  while (!is_drawn (display))
    {
      if (waitpid (child, NULL, WNOHANG) != 0 ||
          g_get_monotonic_time () - started > DEADLINE_US)
        {
          g_printerr ("ferry-first-frame: %s showed nothing\n", argv[1]);
          return EXIT_FAILURE;
        }
      g_usleep (STEP_US);
    }

  g_print ("%.6f\n", (g_get_monotonic_time () - started) / 1e6);
  end (child);
  while (is_drawn (display))
    g_usleep (STEP_US);
  XCloseDisplay (display);

  return EXIT_SUCCESS;
}

/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "tasks/ferry-explanation-card.h"
#include "tasks/ferry-explanation.h"
#include "tasks/ferry-failure-text.h"

#include <string.h>

/* What is said of a failure: its words, and the card that shows them. */

#define PHONE_WIDTH 360

/* Every failure has all its words, and every evidence and remedy too. */
static void
test_words (void)
{
  for (guint i = 0; i < FERRY_N_FAILURES; i++)
    {
      g_assert_cmpuint (strlen (ferry_failure_get_title (i)), >, 0);
      g_assert_cmpuint (strlen (ferry_failure_get_meaning (i)), >, 0);
      g_assert_cmpuint (strlen (ferry_failure_get_advice (i)), >, 0);
      g_assert_false (g_str_has_suffix (ferry_failure_get_title (i), "."));
      g_assert_true (g_str_has_suffix (ferry_failure_get_meaning (i), "."));
      g_assert_true (g_str_has_suffix (ferry_failure_get_advice (i), "."));
      if (ferry_failure_get_remedy (i) != FERRY_REMEDY_NONE)
        g_assert_nonnull (ferry_remedy_get_label (ferry_failure_get_remedy (i)));
    }

  for (guint i = FERRY_EVIDENCE_NONE + 1; i < FERRY_N_EVIDENCES; i++)
    {
      g_autofree char *with = ferry_failure_describe (i, "7");
      g_autofree char *without = ferry_failure_describe (i, NULL);

      g_assert_cmpuint (strlen (with), >, 0);
      g_assert_null (strstr (with, "%s"));
      g_assert_nonnull (without);
    }
  g_assert_null (ferry_failure_describe (FERRY_EVIDENCE_NONE, "x"));
}

/* A value is any text of a disk's: it does not become a part of the sentence. */
static void
test_hostile_value (void)
{
  g_autofree char *text = ferry_failure_describe (FERRY_EVIDENCE_SYSTEM, "a%s%n\n\xff<b>");

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strchr (text, '\n'));
  g_assert_nonnull (strstr (text, "a%s%n"));
}

static FerryMachine *
make_gpt_machine (void)
{
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("boot.vmdk", 0x83);

  ferry_disk_get_report (disk)->scheme = FERRY_PARTITION_SCHEME_GPT;

  return ferry_machine_new (disk);
}

static void
test_evidence (void)
{
  g_autoptr(FerryTask) task = ferry_test_ended_task_new ("Client.Unsupported: No bootable "
                                                         "partition found");
  g_autoptr(FerryMachine) machine = make_gpt_machine ();
  g_autoptr(FerryExplanation) explanation = ferry_explanation_new_for (task, machine, 0);

  g_assert_cmpint (explanation->failure, ==, FERRY_FAILURE_GPT);
  g_assert_cmpint (explanation->remedy, ==, FERRY_REMEDY_DISK);
  g_assert_cmpstr (explanation->evidence, ==, "The disk is partitioned with GPT.");
}

static void
remedy_cb (FerryExplanationCard *card,
           FerryRemedy           remedy,
           FerryRemedy          *wanted)
{
  *wanted = remedy;
  /* The card's own way would open the help. */
  g_signal_stop_emission_by_name (card, "remedy");
}

static void
test_card (void)
{
  GtkWidget *card = ferry_explanation_card_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr(FerryTask) going = ferry_test_shown_task_new ("web01", FERRY_TASK_CONVERTING);
  g_autoptr(FerryTask) ended = ferry_test_ended_task_new ("Linux is not <b>supported</b> on the "
                                                          "requested instance");
  g_autoptr(FerryTask) known = ferry_test_ended_task_new ("Disk validation failed [Unsupported "
                                                          "VMDK File Format]");
  FerryRemedy wanted = FERRY_REMEDY_NONE;
  GtkWindow *window;
  int least;

  gtk_box_append (GTK_BOX (box), card);
  window = ferry_test_widgets_show (box);
  g_assert_false (gtk_widget_get_visible (card));
  ferry_explanation_card_set_task (FERRY_EXPLANATION_CARD (card), going);
  g_assert_false (gtk_widget_get_visible (card));

  /* Unknown words are shown whole, and as they are. */
  ferry_explanation_card_set_task (FERRY_EXPLANATION_CARD (card), ended);
  g_assert_true (gtk_widget_get_visible (card));
  g_assert_true (ferry_test_widgets_says (card, "EC2 ended the import"));
  g_assert_true (ferry_test_widgets_mentions (card, "“Linux is not <b>supported</b> on the"));

  ferry_explanation_card_set_task (FERRY_EXPLANATION_CARD (card), known);
  g_assert_true (ferry_test_widgets_says (card, "The VMDK is not stream-optimized"));
  gtk_widget_measure (card, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <, PHONE_WIDTH);

  /* A task of somebody else has no disk to look into. */
  g_signal_connect (card, "remedy", G_CALLBACK (remedy_cb), &wanted);
  g_assert_true (ferry_test_widgets_says (card, "Help"));
  g_signal_emit_by_name (ferry_test_widgets_find (card, GTK_TYPE_BUTTON, 0), "clicked");
  g_assert_cmpint (wanted, ==, FERRY_REMEDY_HELP);
  gtk_window_destroy (window);
}

/* Where the disks have landed nothing is imported anew. */
static void
test_landing (void)
{
  FerryErrorDetail detail = {
    .service = (char *) "ec2", .operation = (char *) "AttachVolume",
    .code = (char *) "InvalidParameterValue", .message = (char *) "What EC2 says of it",
  };
  g_autoptr(GError) error = ferry_error_new_detailed (FERRY_ERROR_REFUSED, &detail, NULL);
  g_autoptr(FerryExplanation) explanation = ferry_explanation_new_error (error, "eu-west-1", NULL);

  g_assert_cmpint (explanation->remedy, ==, FERRY_REMEDY_RETRY);
  g_assert_nonnull (strstr (explanation->advice, "are kept"));
  g_assert_nonnull (strstr (explanation->said, "What EC2 says of it"));
}

/* It follows its task. */
static void
test_follows (void)
{
  GtkWidget *card = g_object_ref_sink (ferry_explanation_card_new ());
  g_autoptr(FerryTask) task = ferry_test_shown_task_new ("web01", FERRY_TASK_PROVING);
  g_autoptr(GError) error = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_EXPIRED, "x");
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  ferry_explanation_card_set_task (FERRY_EXPLANATION_CARD (card), task);
  ferry_task_set_error (task, error);
  ferry_task_set_state (task, FERRY_TASK_FAILED, now);
  g_assert_true (gtk_widget_get_visible (card));
  g_assert_true (ferry_test_widgets_says (card, "The credentials have ended"));
  g_assert_true (ferry_test_widgets_says (card, "Sign In"));
  ferry_task_set_error (task, NULL);
  ferry_task_set_state (task, FERRY_TASK_PLANNED, now);
  g_assert_false (gtk_widget_get_visible (card));
  g_assert_finalize_object (card);
}

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/explanation-card/words", test_words);
  g_test_add_func ("/explanation-card/hostile-value", test_hostile_value);
  g_test_add_func ("/explanation-card/evidence", test_evidence);
  g_test_add_func ("/explanation-card/card", test_card);
  g_test_add_func ("/explanation-card/landing", test_landing);
  g_test_add_func ("/explanation-card/follows", test_follows);

  return g_test_run ();
}

/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-plan.h"

#include <string.h>

static FerryMachine *
make_machine (const char *const *tags)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) disk = ferry_test_disk_new ("eu-west-1", "vm/web.vmdk", NULL, report);
  FerryMachine *machine = ferry_machine_new (disk);

  g_object_set (machine, "name", "web", "tags", tags, NULL);

  return machine;
}

/* (nullable) */
static const char *
find_tag (GStrv       tags,
          const char *key)
{
  const char *found = NULL;

  for (guint i = 0; tags[i]; i += 2)
    if (g_str_equal (tags[i], key))
      {
        g_assert_null (found);
        found = tags[i + 1];
      }

  return found;
}

static void
test_own_name (void)
{
  const char *const own[] = { "Name", "www", "team", "sales", FERRY_TAG_RUN, "x", "team", "hr",
                              NULL };
  g_autoptr(FerryMachine) machine = make_machine (own);
  g_auto(GStrv) tags = NULL;
  guint n = 9;

  tags = ferry_tagging_make (machine, 0, "ferry1:a", "run", &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpstr (tags[0], ==, "Name");
  g_assert_cmpstr (find_tag (tags, "Name"), ==, "www");
  g_assert_cmpstr (find_tag (tags, "team"), ==, "sales");
  g_assert_cmpstr (find_tag (tags, FERRY_TAG_RUN), ==, "run");
  g_assert_cmpstr (find_tag (tags, FERRY_TAG_ATTEMPT), ==, "ferry1:a");
}

static void
test_most_tags (void)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) own = NULL;
  g_auto(GStrv) tags = NULL;
  g_autoptr(FerryMachine) machine = NULL;
  guint n = 0;

  for (guint i = 0; i < 49; i++)
    {
      g_autofree char *key = g_strdup_printf ("k%u", i);

      g_strv_builder_add_many (builder, key, "v", NULL);
    }
  own = g_strv_builder_end (builder);
  machine = make_machine ((const char *const *) own);
  tags = ferry_tagging_make (machine, 0, "ferry1:a", "run", &n);
  g_assert_cmpuint (g_strv_length (tags), ==, 2 * FERRY_TAGGING_MOST_TAGS);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (find_tag (tags, "k48"), ==, "v");
  g_assert_cmpstr (find_tag (tags, "Name"), ==, "web");
  g_assert_null (find_tag (tags, FERRY_TAG_ATTEMPT));
}

static void
test_long_name (void)
{
  g_autoptr(FerryMachine) machine = make_machine (NULL);
  g_autoptr(GString) name = g_string_new (NULL);
  g_auto(GStrv) tags = NULL;
  guint n;

  for (guint i = 0; i < 300; i++)
    g_string_append (name, "ä");
  g_object_set (machine, "name", name->str, NULL);
  tags = ferry_tagging_make (machine, 0, NULL, "run", &n);
  g_assert_cmpint (g_utf8_strlen (find_tag (tags, "Name"), -1), ==, FERRY_TAGGING_MOST_VALUE);
  g_assert_true (g_utf8_validate (find_tag (tags, "Name"), -1, NULL));
  g_assert_null (find_tag (tags, FERRY_TAG_ATTEMPT));
}

static void
test_attachments (void)
{
  static const struct {
    const char      *state;
    const char      *instance_id;
    const char      *attachment;
    FerryAttachment  wanted;
  } cases[] = {
    { "creating", NULL, NULL, FERRY_ATTACHMENT_BUSY },
    { "available", NULL, NULL, FERRY_ATTACHMENT_FREE },
    { "available", "i-1", "detached", FERRY_ATTACHMENT_FREE },
    { "in-use", NULL, NULL, FERRY_ATTACHMENT_BUSY },
    { "in-use", "i-1", "attaching", FERRY_ATTACHMENT_BUSY },
    { "in-use", "i-1", "attached", FERRY_ATTACHMENT_OURS },
    { "in-use", "i-1", "busy", FERRY_ATTACHMENT_OURS },
    { "in-use", "i-1", "detaching", FERRY_ATTACHMENT_BUSY },
    { "in-use", "i-1", "detached", FERRY_ATTACHMENT_BUSY },
    { "in-use", "i-2", "attaching", FERRY_ATTACHMENT_ELSEWHERE },
    { "in-use", "i-2", "attached", FERRY_ATTACHMENT_ELSEWHERE },
    { "in-use", "i-2", "detaching", FERRY_ATTACHMENT_BUSY },
    { "in-use", "i-2", "new-word", FERRY_ATTACHMENT_BUSY },
    { "new-word", NULL, NULL, FERRY_ATTACHMENT_BUSY },
    { "deleting", NULL, NULL, FERRY_ATTACHMENT_GONE },
    { "deleted", "i-1", "attached", FERRY_ATTACHMENT_GONE },
    { "error", NULL, NULL, FERRY_ATTACHMENT_GONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FerryVolume volume = { .id = (char *) "vol-1",
                             .state = (char *) cases[i].state,
                             .instance_id = (char *) cases[i].instance_id,
                             .attachment_state = (char *) cases[i].attachment };

      g_test_message ("%u", i);
      g_assert_cmpint (ferry_attachment_judge (&volume, "i-1"), ==, cases[i].wanted);
    }
}

static void
test_answers (void)
{
  static const struct {
    FerryError   error;
    const char  *code;
    const char  *message;
    FerryAnswer  wanted;
  } cases[] = {
    { FERRY_ERROR_THROTTLED, "RequestLimitExceeded", NULL, FERRY_ANSWER_AGAIN },
    { FERRY_ERROR_UNREACHABLE, NULL, NULL, FERRY_ANSWER_AGAIN },
    { FERRY_ERROR_UNCONFIRMED, NULL, NULL, FERRY_ANSWER_UNKNOWN },
    { FERRY_ERROR_SERVICE, "InternalError", NULL, FERRY_ANSWER_UNKNOWN },
    { FERRY_ERROR_EXPIRED, "RequestExpired", NULL, FERRY_ANSWER_ACCOUNT },
    { FERRY_ERROR_DENIED, "UnauthorizedOperation", NULL, FERRY_ANSWER_DENIED },
    { FERRY_ERROR_NO_SUCH_KEY, NULL, NULL, FERRY_ANSWER_ABSENT },
    { FERRY_ERROR_REFUSED, "InvalidVolume.NotFound", NULL, FERRY_ANSWER_ABSENT },
    { FERRY_ERROR_REFUSED, "VolumeInUse", "vol-1 is already attached", FERRY_ANSWER_IN_USE },
    { FERRY_ERROR_REFUSED, "IncorrectState", NULL, FERRY_ANSWER_STATE },
    { FERRY_ERROR_REFUSED, "InvalidParameterValue", "Attachment point /dev/sdf is already in use",
      FERRY_ANSWER_DEVICE },
    { FERRY_ERROR_REFUSED, "InvalidParameterValue", "Value (x) for parameter device is invalid",
      FERRY_ANSWER_DEVICE },
    { FERRY_ERROR_REFUSED, "InvalidParameterValue", "Value (x) for parameter volumeId is invalid",
      FERRY_ANSWER_NO },
    { FERRY_ERROR_REFUSED, "InvalidVolume.ZoneMismatch", NULL, FERRY_ANSWER_NO },
    { FERRY_ERROR_REFUSED, "AttachmentLimitExceeded", NULL, FERRY_ANSWER_NO },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FerryErrorDetail detail = { .code = (char *) cases[i].code,
                                  .message = (char *) cases[i].message };
      g_autoptr(GError) error = ferry_error_new_detailed (cases[i].error, &detail, NULL);

      g_test_message ("%u", i);
      g_assert_cmpint (ferry_answer_read (error), ==, cases[i].wanted);
    }
}

static void
test_delays (void)
{
  for (guint i = 0; i < 100; i++)
    {
      guint delay = ferry_answer_delay_ms (i, 1);

      g_assert_cmpuint (delay, >=, 2500);
      g_assert_cmpuint (delay, <=, 60000);
      g_assert_cmpuint (ferry_answer_delay_ms (i, 100000), >=, 1);
    }
  g_assert_cmpuint (ferry_answer_delay_ms (0, 0), <=, 5000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/landing-values/own-name", test_own_name);
  g_test_add_func ("/landing-values/most-tags", test_most_tags);
  g_test_add_func ("/landing-values/long-name", test_long_name);
  g_test_add_func ("/landing-values/attachments", test_attachments);
  g_test_add_func ("/landing-values/answers", test_answers);
  g_test_add_func ("/landing-values/delays", test_delays);

  return g_test_run ();
}

/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-names.h"
#include "ferry-test-plan.h"
#include "ferry-test-server.h"

#include "manifest/script/ferry-quoting.h"

#include <glib/gstdio.h>
#include <string.h>

#define REGION "eu-west-1"

/* Each is tried as a key, and as every other text of a machine. */
static const char *const nasty[] = {
  "plain.vmdk",
  "",
  "-rf",
  "--again",
  "~/disk",
  "it's",
  "\"quoted\"",
  "'; touch /tmp/pwned; '",
  "$(touch /tmp/pwned)`touch /tmp/pwned`${HOME}$HOME",
  "\\",
  "a\\nb\\'",
  "two\nlines\n",
  "\r\n",
  "\t",
  "\nEND\n",
  "'@\n\"@",
  "100%25 %s %n",
  "../..",
  "!! !$ #{x} %{http_code}",
  "caf\303\251 \327\251\327\234\327\225\327\235",
  "\342\200\256gpj.exe\342\200\254",
  "\342\200\230smart\342\200\231 \342\200\232\342\200\233 \342\200\234\342\200\235",
  "\302\240\342\200\213\357\273\277",
  "\360\237\220\242",
  "\177\001\033[31m",
};

/* Not UTF-8: for a shell only. */
static const char *const bytes[] = { "\351", "a\377\376b\200", "\303(" };

static char *
run_program (const char *program,
             const char *argument,
             const char *file,
             int         expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error,
                      program, argument, file, NULL);
  g_autoptr(GBytes) said = NULL;
  char *text;

  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  text = g_strdup_printf ("%.*s", (int) g_bytes_get_size (said),
                          (const char *) g_bytes_get_data (said, NULL));
  if (g_subprocess_get_exit_status (process) != expected)
    g_test_message ("%s: %s", program, text);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, expected);

  return text;
}

/* What bash makes of a quoted text is the text. */
static void
check_shell (const char *text)
{
  g_autofree char *quoted = ferry_quote_shell (text);
  g_autofree char *command = g_strdup_printf ("x=%s; printf '%%s.' \"$x\"", quoted);
  g_autofree char *wanted = g_strconcat (text, ".", NULL);
  g_autofree char *said = run_program ("bash", "-c", command, 0);

  g_assert_cmpstr (said, ==, wanted);
  g_assert_true (g_utf8_validate (quoted, -1, NULL));
  g_assert_null (strchr (quoted, '\n'));
  g_assert_null (strstr (quoted, "\342\200"));
}

static void
test_quote_shell (void)
{
  g_autofree char *plain = ferry_quote_shell ("2026-11/caf\303\251.vmdk");
  g_autofree char *odd = ferry_quote_shell ("it's\n$5");

  g_assert_cmpstr (plain, ==, "'2026-11/caf\303\251.vmdk'");
  g_assert_cmpstr (odd, ==, "$'it\\'s\\n$5'");

  for (guint i = 0; i < G_N_ELEMENTS (nasty); i++)
    check_shell (nasty[i]);
  for (guint i = 0; i < G_N_ELEMENTS (bytes); i++)
    check_shell (bytes[i]);
  for (guint i = 0; i < FERRY_TEST_N_NAMES; i++)
    check_shell (ferry_test_names[i].key);
}

/* There is no PowerShell here: its rules, by a reader of our own. In '…' only '' is special. */
static char *
read_powershell (const char *quoted)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *inner = g_strdup (quoted + (*quoted == '('));
  char *p = inner;

  if (*quoted == '(')
    {
      g_assert_cmpint (inner[strlen (inner) - 1], ==, ')');
      inner[strlen (inner) - 1] = '\0';
    }
  while (*p)
    {
      if (*p == '\'')
        for (p++; *p != '\'' || p[1] == '\''; p++)
          g_string_append_c (text, *p == '\'' ? *p++ : *p);
      else if (g_str_has_prefix (p, "[char]0x"))
        g_string_append_unichar (text, strtoul (p + 8, &p, 16)), p--;
      else if (g_str_has_prefix (p, "[char]::ConvertFromUtf32(0x"))
        g_string_append_unichar (text, strtoul (p + 27, &p, 16));
      else
        g_assert_not_reached ();
      p++;
      g_assert_true (*p == '\0' || g_str_has_prefix (p, " + "));
      p += *p ? 3 : 0;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_quote_powershell (void)
{
  g_autofree char *plain = ferry_quote_powershell ("it's $(x) `n \"");
  g_autofree char *odd = ferry_quote_powershell ("a\nb\342\200\231\360\237\220\242");

  g_assert_cmpstr (plain, ==, "'it''s $(x) `n \"'");
  g_assert_cmpstr (odd, ==, "('a' + [char]0x000A + 'b' + [char]0x2019 + '' + "
                            "[char]::ConvertFromUtf32(0x1F422) + '')");

  for (guint i = 0; i < G_N_ELEMENTS (nasty); i++)
    {
      g_autofree char *quoted = ferry_quote_powershell (nasty[i]);
      g_autofree char *read = read_powershell (quoted);

      g_assert_cmpstr (read, ==, nasty[i]);
      g_assert_true (g_str_is_ascii (quoted));
      g_assert_null (strchr (quoted, '\n'));
    }
}

static void
test_quote_json (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (nasty); i++)
    {
      g_autoptr(JsonObject) object = json_object_new ();
      g_autoptr(JsonObject) read = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *json = NULL;

      json_object_set_string_member (object, "key", nasty[i]);
      json = ferry_quote_json (object);
      g_assert_true (g_str_is_ascii (json));
      g_assert_null (strstr (json, "\nEND"));
      read = ferry_json_parse (json, -1, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (json_object_get_string_member (read, "key"), ==, nasty[i]);
    }
}

/* A machine all of whose texts are @text, with a data disk of @key. (transfer full) */
static FerryMachine *
make_machine (FerryRoad   road,
              const char *key,
              const char *text)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) boot = ferry_test_disk_new (REGION, key, "STANDARD", report);
  g_autofree char *other_key = g_strconcat (key, "x", NULL);
  g_autoptr(FerryDisk) other = ferry_test_disk_new (REGION, other_key, "STANDARD", report);
  g_autoptr(FerryMachineDisk) data = ferry_machine_disk_new (other);
  g_autofree char *path = g_strconcat ("/", text, NULL);
  g_autofree char *user_data = g_filename_to_uri (path, NULL, NULL);
  const char *const texts[] = { text, text, NULL };
  FerryMachine *machine = ferry_machine_new (boot);

  ferry_machine_add_disk (machine, data);
  g_object_set (machine,
                "road", road,
                "name", text,
                "platform", FERRY_PLATFORM_WINDOWS,
                "instance-type", *text ? text : "t2.medium",
                "zone", text,
                "subnet-id", text,
                "private-ip", text,
                "security-groups", texts,
                "tags", texts,
                "tenancy", FERRY_TENANCY_DEDICATED,
                "shutdown", FERRY_SHUTDOWN_TERMINATE,
                "monitoring", TRUE,
                "user-data", user_data,
                NULL);

  return machine;
}

static FerryPlan *
make_plan (FerryRoad road)
{
  FerryPlan *plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);

  for (guint i = 0; i < G_N_ELEMENTS (nasty); i++)
    {
      gboolean writable = *nasty[i] && (road == FERRY_ROAD_IMAGE || ferry_xml_is_text (nasty[i]));
      g_autoptr(FerryMachine) machine = make_machine (road, writable ? nasty[i] : "k", nasty[i]);

      ferry_plan_add_machine (plan, machine);
    }

  return plan;
}

static char *
export (FerryPlan        *plan,
        FerryScriptKind   kind,
        GError          **error)
{
  g_autoptr(GPtrArray) zones = g_ptr_array_new ();

  for (guint i = 0; i < ferry_plan_get_n_machines (plan); i++)
    g_ptr_array_add (zones, (char *) "eu-west-1a");

  return ferry_script_new (plan, NULL, kind, zones, NULL, error);
}

static void
write_script (const char  *script,
              char       **path)
{
  g_autoptr(GError) error = NULL;
  int fd = g_file_open_tmp ("ferry-script-XXXXXX.sh", path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (*path, script, -1, &error);
  g_assert_no_error (error);
}

/* Two judges of the nastiest plan: bash, and shellcheck where it is installed. */
static void
check_bash (FerryRoad       road,
            FerryScriptKind kind)
{
  g_autoptr(FerryPlan) plan = make_plan (road);
  g_autoptr(GError) error = NULL;
  g_autofree char *script = export (plan, kind, &error);
  g_autofree char *shellcheck = g_find_program_in_path ("shellcheck");
  g_autofree char *path = NULL;
  g_autofree char *said = NULL;
  g_autofree char *judged = NULL;

  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (script, -1, NULL));
  g_assert_true (g_str_has_prefix (script, "#!/bin/bash\n"));
  write_script (script, &path);
  said = run_program ("bash", "-n", path, 0);
  g_assert_cmpstr (said, ==, "");
  if (shellcheck)
    judged = run_program (shellcheck, "--shell=bash", path, 0);
  else
    g_test_skip ("shellcheck is not installed");
  g_remove (path);
}

static void
test_shell_is_clean (void)
{
  check_bash (FERRY_ROAD_CLASSIC, FERRY_SCRIPT_SHELL);
}

static void
test_cli_is_clean (void)
{
  check_bash (FERRY_ROAD_IMAGE, FERRY_SCRIPT_CLI);
}

/* @script's machines as choose_machine sets them, judged by botocore's model of EC2. */
static void
test_cli_is_valid (void)
{
  g_autoptr(FerryPlan) plan = make_plan (FERRY_ROAD_IMAGE);
  g_autoptr(GError) error = NULL;
  g_autofree char *script = export (plan, FERRY_SCRIPT_CLI, &error);
  g_autofree char *judge = g_test_build_filename (G_TEST_DIST, "manifest", "image-script.py", NULL);
  g_autofree char *path = NULL;
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  write_script (script, &path);
  said = run_program (g_getenv ("PYTHON"), judge, path, 0);
  g_remove (path);
  if (g_str_has_prefix (said, "skip"))
    g_test_skip (said);
  else
    g_assert_cmpuint (g_ascii_strtoull (said, NULL, 10), ==, G_N_ELEMENTS (nasty));
}

/* ASCII, and each text between quotes that are closed on the same line. */
static void
test_powershell (void)
{
  g_autoptr(FerryPlan) plan = make_plan (FERRY_ROAD_IMAGE);
  g_autoptr(GError) error = NULL;
  g_autofree char *script = export (plan, FERRY_SCRIPT_POWERSHELL, &error);
  g_auto(GStrv) lines = NULL;

  g_assert_no_error (error);
  g_assert_true (g_str_is_ascii (script));
  g_assert_nonnull (strstr (script, "Import-EC2Image @place @import -ClientToken $token"));
  g_assert_nonnull (strstr (script, "Import-EC2Instance"));
  lines = g_strsplit (strstr (script, "\n$machines = @("), "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      guint n = 0;

      for (const char *p = lines[i]; *p; p++)
        n += *p == '\'';
      g_assert_cmpuint (n % 2, ==, 0);
      g_assert_null (strstr (lines[i], "touch /tmp/pwned)'$"));
    }
}

static void
assert_refused (FerryPlan       *plan,
                FerryScriptKind  kind,
                const char      *why)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *script = export (plan, kind, &error);

  g_assert_null (script);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (error->message, why));
}

static FerryPlan *
make_small_plan (const char *key)
{
  g_autoptr(FerryMachine) machine = make_machine (FERRY_ROAD_CLASSIC, key, "web");

  return ferry_plan_new_for (FERRY_TEST_ACCOUNT_ID, machine);
}

static void
test_refuses (void)
{
  g_autoptr(FerryPlan) plan = make_small_plan ("web.vmdk");
  g_autoptr(FerryPlan) odd = make_small_plan ("\351.vmdk");
  FerryMachine *machine = ferry_plan_get_machine (plan, 0);

  assert_refused (plan, FERRY_SCRIPT_CLI, "no machine is imported as an image");
  assert_refused (plan, FERRY_SCRIPT_POWERSHELL, "no machine is imported as an image");
  assert_refused (odd, FERRY_SCRIPT_SHELL, "the disk's key cannot be written in XML");
  g_object_set (machine, "user-data", "keyring:7", NULL);
  assert_refused (plan, FERRY_SCRIPT_SHELL, "its user data is not in a file");
  g_object_set (machine, "user-data", "", "instance-type", "", NULL);
  assert_refused (plan, FERRY_SCRIPT_SHELL, "web: the machine has no instance type");
  g_object_set (machine, "road", FERRY_ROAD_IMAGE, NULL);
  assert_refused (plan, FERRY_SCRIPT_SHELL, "no machine is imported from a manifest");
  assert_refused (plan, FERRY_SCRIPT_CLI, "web: the machine has no instance type");
}

/* The text between "      token=" and the end of the line, of each disk. (transfer full) */
static char *
find_tokens (const char *script)
{
  g_autoptr(GString) tokens = g_string_new (NULL);

  for (const char *p = strstr (script, "      token='"); p; p = strstr (p + 1, "      token='"))
    g_string_append_len (tokens, p + strlen ("      token='"), FERRY_TOKEN_LENGTH + 1);

  return g_string_free (g_steal_pointer (&tokens), FALSE);
}

/* Always the same of a plan, each disk its own, and another one of a copy of the plan. */
static void
test_tokens (void)
{
  g_autoptr(FerryPlan) plan = make_small_plan ("web.vmdk");
  g_autoptr(FerryPlan) copy = ferry_plan_copy (plan);
  g_autofree char *once = export (plan, FERRY_SCRIPT_SHELL, NULL);
  g_autofree char *other = export (copy, FERRY_SCRIPT_SHELL, NULL);
  g_autofree char *again = NULL;
  g_autofree char *tokens = find_tokens (once);
  g_autofree char *other_tokens = find_tokens (other);
  g_autofree char *description = NULL;
  g_autofree char *token = ferry_token_find (tokens);

  g_assert_cmpuint (strlen (tokens), ==, 2 * (FERRY_TOKEN_LENGTH + 1));
  g_assert_cmpint (strncmp (tokens, tokens + FERRY_TOKEN_LENGTH + 1, FERRY_TOKEN_LENGTH), !=, 0);
  g_assert_cmpstr (tokens, !=, other_tokens);
  g_assert_nonnull (token);

  again = export (plan, FERRY_SCRIPT_SHELL, NULL);
  g_assert_cmpstr (again, ==, once);
  description = ferry_token_describe (token, "web");
  g_assert_nonnull (strstr (once, description));
}

/* What Ferry itself would send, and the link and the user data only when it runs. */
static void
test_parameters (void)
{
  g_autoptr(FerryPlan) plan = make_small_plan ("a/web.vmdk");
  g_autofree char *script = export (plan, FERRY_SCRIPT_SHELL, NULL);
  static const char *const wanted[] = {
    "        'Platform' 'Windows'\n",
    "        'LaunchSpecification.Placement.Tenancy' 'dedicated'\n",
    "        'LaunchSpecification.GroupId.2' 'web'\n",
    "        'LaunchSpecification.UserData.Data' ''\n",
    "      user_data='/web'\n",
    "        'DiskImage.1.Image.Bytes' '6000000000'\n",
    "        'DiskImage.1.Image.ImportManifestUrl' ''\n",
    "        'AvailabilityZone' 'eu-west-1a'\n",
    "      s3='https://vm-disks.s3.eu-west-1.amazonaws.com'\n",
    "      s3_path=''\n",
    "      ec2='https://ec2.eu-west-1.amazonaws.com/'\n",
    "        'a/web.vmdk'\n",
    "        '\"abc\"'\n",
    "      volume_size=40\n",
    "The tags of the machines are not set",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (strstr (script, wanted[i]) == NULL)
      g_error ("%s is not in it", wanted[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest-script/quote-shell", test_quote_shell);
  g_test_add_func ("/manifest-script/quote-powershell", test_quote_powershell);
  g_test_add_func ("/manifest-script/quote-json", test_quote_json);
  g_test_add_func ("/manifest-script/shell-is-clean", test_shell_is_clean);
  g_test_add_func ("/manifest-script/cli-is-clean", test_cli_is_clean);
  g_test_add_func ("/manifest-script/cli-is-valid", test_cli_is_valid);
  g_test_add_func ("/manifest-script/powershell", test_powershell);
  g_test_add_func ("/manifest-script/refuses", test_refuses);
  g_test_add_func ("/manifest-script/tokens", test_tokens);
  g_test_add_func ("/manifest-script/parameters", test_parameters);

  return g_test_run ();
}

/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry-test"

#include "config.h"

#include "tasks/ferry-failure.h"

#include <string.h>

/* What EC2, S3 and VM Import say, in the words of the guide and of those who met them. */

typedef struct {
  const char   *message;
  FerryFailure  failure;
} Said;

static const Said said[] = {
  { "Parameter disk-image-size=0 has an invalid format.", FERRY_FAILURE_DISK_FORMAT },
  { "InvalidFormat: The specified disk format (for the instance or volume import) is not valid.",
    FERRY_FAILURE_INVALID_FORMAT },
  { "ClientError: Disk validation failed [Unsupported VMDK File Format]",
    FERRY_FAILURE_UNSUPPORTED_VMDK },
  { "ClientError: Disk validation failed [OVF file parsing error: OVA with chunked disk files is "
    "not supported]", FERRY_FAILURE_CHUNKED_OVA },
  { "ClientError: Disk validation failed [OVF file parsing error: no disk section]",
    FERRY_FAILURE_OVF },
  { "ClientError: Disk validation failed [Unsupported OVA format]", FERRY_FAILURE_UNSUPPORTED_OVA },
  { "ClientError: Disk validation failed [We do not have access to the given resource. Reason 403 "
    "Forbidden]", FERRY_FAILURE_READ_FORBIDDEN },
  { "ClientError: Disk validation failed", FERRY_FAILURE_DISK_VALIDATION },
  { "ClientError: Provided image file was corrupted", FERRY_FAILURE_IMAGE_CORRUPTED },
  { "File uses unsupported compression algorithm 0.", FERRY_FAILURE_COMPRESSION },
  { "Uncompressed data has invalid length.", FERRY_FAILURE_DAMAGED_GRAIN },
  { "Uncompressed data has an invalid length", FERRY_FAILURE_DAMAGED_GRAIN },
  { "ClientError: Footers not identical", FERRY_FAILURE_FOOTERS },
  { "DiskImageSizeTooLarge: The disk image exceeds the allowed limit (for instance or volume "
    "import).", FERRY_FAILURE_DISK_TOO_LARGE },
  { "A client error (Unsupported) occurred when calling the ImportInstance operation: No bootable "
    "partition found.", FERRY_FAILURE_NO_BOOTABLE },
  { "Client.Unsupported: No bootable partition found. (Service: AmazonEC2; Status Code: 400; "
    "Error Code: Unsupported; Request ID: x)", FERRY_FAILURE_GPT },
  { "ClientError: No bootable partition found", FERRY_FAILURE_NO_BOOTABLE },
  { "ClientError: No valid partitions. Not a valid volume.", FERRY_FAILURE_NO_PARTITIONS },
  { "ClientError: Unknown OS / Missing OS files.", FERRY_FAILURE_UNKNOWN_SYSTEM },
  { "ClientError: Missing OS files.", FERRY_FAILURE_MISSING_SYSTEM },
  { "ClientError: Unsupported kernel version 6.14.0-29-generic", FERRY_FAILURE_KERNEL_UNSUPPORTED },
  { "ClientError: Unable to determine kernel version", FERRY_FAILURE_KERNEL_UNKNOWN },
  { "ClientError: Multiple different grub/menu.lst files found.", FERRY_FAILURE_SEVERAL_GRUBS },
  { "ClientError: BLSC-style GRUB found, but unable to detect default kernel",
    FERRY_FAILURE_BLS_GRUB },
  { "ClientError: We were unable to read your import's initramfs/initrd to determine what drivers "
    "your import requires to run in EC2.", FERRY_FAILURE_INITRD },
  { "We were unable to read your import’s initramfs/initrd", FERRY_FAILURE_INITRD },
  { "Linux - ClientError: Invalid configuration - Could not read fstab", FERRY_FAILURE_FSTAB },
  { "Unsupported configuration - Multiple directories found", FERRY_FAILURE_SEVERAL_ROOTS },
  { "Unsupported configuration - Logical volume group activation failed",
    FERRY_FAILURE_VOLUME_GROUP },
  { "ClientError: EFI partition detected. UEFI booting is not supported in EC2.",
    FERRY_FAILURE_EFI },
  { "Linux is not supported on the requested instance", FERRY_FAILURE_LINUX_TYPE },
  { "FirstBootFailure: This import request failed because the Windows instance failed to boot and "
    "establish network connectivity.", FERRY_FAILURE_FIRST_BOOT },
  { "Booter Networking failure/instance not reachable. Please retry after installation of .Net "
    "framework 3.5 SP1 or greater.", FERRY_FAILURE_BOOTER_NETWORK },
  { "The service role vmimport does not exist or does not have sufficient permissions for the "
    "service to continue", FERRY_FAILURE_SERVICE_ROLE },
  { "The service role <vmimport> provided does not have sufficient permissions",
    FERRY_FAILURE_SERVICE_ROLE },
  { "A client error (MalformedPolicyDocument) occurred when calling the CreateRole operation: "
    "Syntax errors in policy.", FERRY_FAILURE_POLICY },
  { "Bucket my.disks is not in the us-east-1 Region, it's in eu-west-1",
    FERRY_FAILURE_OTHER_REGION },
  { "The given S3 bucket is not local to the Region", FERRY_FAILURE_NOT_LOCAL },
  { "The given S3 object is not local to the region. The object must be located in eu-west-1",
    FERRY_FAILURE_NOT_LOCAL },
  { "InvalidParameter: Invalid S3 source location", FERRY_FAILURE_SOURCE },
  { "SERVER_ERROR : conversion : AWS initiated task cancellation", FERRY_FAILURE_AWS_CANCELLED },
  { "Task expired and automatically canceled", FERRY_FAILURE_TASK_EXPIRED },
  { "ResourceLimitExceeded: Resource limit exceeded", FERRY_FAILURE_TOO_MANY_TASKS },
  { "InsufficientCapacity: There is not enough capacity to fulfill your import instance request.",
    FERRY_FAILURE_NO_CAPACITY },
  { "InsufficientInstanceCapacity: We currently do not have sufficient t2.micro capacity",
    FERRY_FAILURE_NO_CAPACITY },
  { "InvalidConversionTaskId: The conversion task 'import-i-1' does not exist",
    FERRY_FAILURE_TASK_GONE },
  { "InvalidConversionTaskId.Malformed: Invalid id", FERRY_FAILURE_TASK_GONE },
  { "UnauthorizedOperation: You are not authorized to perform this operation.",
    FERRY_FAILURE_NOT_AUTHORIZED },
  { "AuthFailure: AWS was not able to validate the provided access credentials",
    FERRY_FAILURE_AUTHENTICATION },
  { "OptInRequired: You are not subscribed to this service.", FERRY_FAILURE_OPT_IN },
  { "PendingVerification: Your account is currently being verified.", FERRY_FAILURE_VERIFICATION },
  { "Blocked: This account is currently blocked and not recognized as a valid account.",
    FERRY_FAILURE_BLOCKED },
  { "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>",
    FERRY_FAILURE_LINK_EXPIRED },
  { "ExpiredToken: The provided token has expired.", FERRY_FAILURE_TOKEN_ENDED },
  { "InvalidToken: The provided token is malformed or otherwise invalid.",
    FERRY_FAILURE_TOKEN_ENDED },
  { "SignatureDoesNotMatch: The request signature we calculated does not match",
    FERRY_FAILURE_LINK_SIGNATURE },
  { "AuthorizationQueryParametersError: X-Amz-Expires must be less than a week (in seconds)",
    FERRY_FAILURE_LINK_QUERY },
  { "InvalidObjectState: The operation is not valid for the object's storage class",
    FERRY_FAILURE_ARCHIVED },
  { "Error starting instances: Invalid value 'i-1' for instanceId. Instance does not have a volume "
    "attached at root (/dev/sda1)", FERRY_FAILURE_NO_ROOT_VOLUME },
  { "VPCIdNotSpecified: No default VPC for this user", FERRY_FAILURE_NO_DEFAULT_VPC },
  { "InvalidSubnetID.NotFound: The subnet ID 'subnet-1' does not exist",
    FERRY_FAILURE_SUBNET_UNKNOWN },
  { "InsufficientFreeAddressesInSubnet: Not enough free addresses", FERRY_FAILURE_SUBNET_FULL },
  { "InvalidGroup.NotFound: The security group 'sg-1' does not exist",
    FERRY_FAILURE_GROUP_UNKNOWN },
  { "InvalidParameter: Security group sg-1 and subnet subnet-1 belong to different networks.",
    FERRY_FAILURE_GROUP_OF_OTHER_VPC },
  { "InvalidIPAddress.InUse: Address 10.0.0.4 is in use.", FERRY_FAILURE_ADDRESS_TAKEN },
  { "InvalidParameterValue: Address 10.1.0.4 does not fall within the subnet's address range",
    FERRY_FAILURE_ADDRESS_OUTSIDE },
  { "InvalidZone.NotFound: The zone 'eu-west-1z' does not exist.", FERRY_FAILURE_ZONE_UNKNOWN },
  { "InvalidParameterValue: Invalid availability zone: [eu-west-1z]", FERRY_FAILURE_ZONE_UNKNOWN },
  { "ServerError: an internal error has occurred during conversion.", FERRY_FAILURE_INTERNAL },
  { "SERVER_ERROR : conversion", FERRY_FAILURE_INTERNAL },
  { "InternalError: An internal error has occurred", FERRY_FAILURE_INTERNAL },
  { "InstanceLimitExceeded: You have requested more instances (1) than your current instance limit",
    FERRY_FAILURE_TOO_MANY_INSTANCES },
  { "VcpuLimitExceeded: You have requested more vCPU capacity than your current vCPU limit",
    FERRY_FAILURE_TOO_MANY_INSTANCES },
  { "VolumeLimitExceeded: You have exceeded your maximum gp2 storage limit",
    FERRY_FAILURE_TOO_MANY_VOLUMES },
  { "RequestLimitExceeded: Request limit exceeded.", FERRY_FAILURE_THROTTLED },
  { "Unsupported: The requested configuration is currently not supported.",
    FERRY_FAILURE_CONFIGURATION },
  { "InvalidInstanceType: The instance type 't9.huge' is not valid", FERRY_FAILURE_TYPE_UNKNOWN },
  { "NoSuchKey: The specified key does not exist.", FERRY_FAILURE_OBJECT_GONE },
  { "KMS.AccessDeniedException: The ciphertext refers to a customer master key that does not exist",
    FERRY_FAILURE_KEY_DENIED },
  { "User: arn:aws:iam::1:user/a is not authorized to perform: kms:Decrypt",
    FERRY_FAILURE_KEY_DENIED },
  { "RequestExpired: Request has expired.", FERRY_FAILURE_CLOCK },
  { "RequestTimeTooSkewed: The difference is too large", FERRY_FAILURE_CLOCK },
  { "TagPolicyViolation: The tag policy does not allow the specified value",
    FERRY_FAILURE_TAG_POLICY },
  { "InvalidInstanceID.NotFound: The instance ID 'i-1' does not exist",
    FERRY_FAILURE_INSTANCE_GONE },
  { "InvalidVolume.NotFound: The volume 'vol-1' does not exist.", FERRY_FAILURE_VOLUME_GONE },
  { "InvalidVolume.ZoneMismatch: The volume 'vol-1' is not in the same availability zone as "
    "instance 'i-1'", FERRY_FAILURE_VOLUME_ZONE },
  { "VolumeInUse: vol-1 is already attached to an instance", FERRY_FAILURE_VOLUME_IN_USE },
  { "InvalidParameterValue: Invalid value '/dev/sdf' for unixDevice. Attachment point /dev/sdf is "
    "already in use", FERRY_FAILURE_DEVICE_TAKEN },
  { "AttachmentLimitExceeded: Volume count 28 exceeds the limit", FERRY_FAILURE_TOO_MANY_ATTACHED },
  { "IncorrectState: Instance 'i-1' is not 'running' or 'stopped'", FERRY_FAILURE_INSTANCE_STATE },
  { "InvalidAction: The action ImportInstance is not valid for this web service.",
    FERRY_FAILURE_NOT_IN_REGION },
  { "UnsupportedOperation: The requested operation is not supported.",
    FERRY_FAILURE_NOT_IN_REGION },
  { "InvalidParameterValue: Value (x) for parameter size is invalid.", FERRY_FAILURE_PARAMETER },
  { "MissingParameter: The request must contain the parameter platform",
    FERRY_FAILURE_PARAMETER_MISSING },
};

/* What is no failure, or none that is known. */
static const char *const others[] = {
  "", " ", "\n\n", "Pending", "Progress: 20%", "pending", "ClientError:", "Client", "failed",
  "Cancelled by user", "Progress: 403%", "The disk has a boot partition",
  "no partition was bootable", "Volume vol-403 is forbidden",
  "The bucket is fine", "kms", "Instance", "InvalidPar", "Disk", "\xff\xfe\xff", "é", "***",
};

static void
test_said (void)
{
  gboolean is_said[FERRY_N_FAILURES] = { TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      FerryFailure found = ferry_failure_match (said[i].message);

      if (found != said[i].failure)
        g_error ("“%s” is %s, not %s", said[i].message, ferry_failure_get_id (found),
                 ferry_failure_get_id (said[i].failure));
      is_said[found] = TRUE;
    }

  for (guint i = 0; i < FERRY_N_FAILURES; i++)
    if (!is_said[i])
      g_error ("nothing is known to say %s", ferry_failure_get_id (i));
}

/* However it is set: @how as it was, in capitals, with a line for each word, or with more around */
static char *
set (const char *message,
     guint       how)
{
  g_auto(GStrv) words = NULL;
  g_autofree char *lines = NULL;

  switch (how)
    {
    case 0:
      return g_ascii_strup (message, -1);
    case 1:
      return g_ascii_strdown (message, -1);
    case 2:
      words = g_strsplit (message, " ", -1);
      return g_strjoinv ("\r\n \t", words);
    case 3:
      words = g_strsplit (message, " ", -1);
      return g_strjoinv ("_-", words);
    case 4:
      return g_strdup_printf ("ClientError : conversion [%s]\n (request 1234)", message);
    default:
      words = g_strsplit (message, " ", -1);
      lines = g_strjoinv ("\xc2\xa0", words);
      return g_strdup_printf ("\xff\xfe“%s”\xc3", lines);
    }
}

static void
test_settings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    for (guint how = 0; how < 6; how++)
      {
        g_autofree char *message = set (said[i].message, how);

        if (ferry_failure_match (message) != said[i].failure)
          g_error ("“%s” is %s, not %s", message,
                   ferry_failure_get_id (ferry_failure_match (message)),
                   ferry_failure_get_id (said[i].failure));
      }
}

/* The end of a sentence may be missing. */
static void
test_cut (void)
{
  g_assert_cmpint (ferry_failure_match ("ClientError: No bootable partition fou"), ==,
                   FERRY_FAILURE_NO_BOOTABLE);
  g_assert_cmpint (ferry_failure_match ("Logical volume group activation"), ==,
                   FERRY_FAILURE_VOLUME_GROUP);
  g_assert_cmpint (ferry_failure_match ("FirstBootFailure"), ==, FERRY_FAILURE_FIRST_BOOT);
  g_assert_cmpint (ferry_failure_match ("InvalidSubnetID"), ==, FERRY_FAILURE_SUBNET_UNKNOWN);
}

static void
test_others (void)
{
  g_assert_cmpint (ferry_failure_match (NULL), ==, FERRY_FAILURE_UNKNOWN);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (ferry_failure_match (others[i]) != FERRY_FAILURE_UNKNOWN)
      g_error ("“%s” is %s", others[i], ferry_failure_get_id (ferry_failure_match (others[i])));
}

static void
test_random (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      guint length = (guint) g_test_rand_int_range (0, 400);
      g_autofree char *text = g_malloc0 (length + 1);

      for (guint j = 0; j < length; j++)
        text[j] = (char) g_test_rand_int_range (1, 256);
      g_assert_cmpint (ferry_failure_match (text), ==, FERRY_FAILURE_UNKNOWN);
    }
}

static void
assert_fast (char   *text,
             gsize   length,
             double  seconds)
{
  g_autoptr(GTimer) timer = g_timer_new ();

  text[length] = '\0';
  g_assert_cmpint (ferry_failure_match (text), ==, FERRY_FAILURE_UNKNOWN);
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, seconds);
}

/* A megabyte, of what comes near many patterns again and again. */
static void
test_hostile (void)
{
  static const char *const near[] = {
    "security group subnet ", "bucket is not in the ", "address is in us ", "no no bootable ",
    "\xff\xfe\xfd", "a", "aaaa ", "volume ", "unable to read your import ", "\x01 ",
  };
  const gsize length = 1 << 20;
  g_autofree char *text = g_malloc (length + 1);

  for (guint i = 0; i < G_N_ELEMENTS (near); i++)
    {
      gsize part = strlen (near[i]);

      for (gsize j = 0; j < length; j++)
        text[j] = near[i][j % part];
      assert_fast (text, length, 1);
    }
}

static void
test_ids (void)
{
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (FERRY_N_FAILURES, >, 45);
  for (guint i = 0; i < FERRY_N_FAILURES; i++)
    {
      const char *id = ferry_failure_get_id (i);

      g_assert_nonnull (id);
      g_assert_true (g_hash_table_add (ids, (gpointer) id));
      g_assert_cmpint (ferry_failure_get_remedy (i), <=, FERRY_REMEDY_HELP);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/failure/said", test_said);
  g_test_add_func ("/failure/settings", test_settings);
  g_test_add_func ("/failure/cut", test_cut);
  g_test_add_func ("/failure/others", test_others);
  g_test_add_func ("/failure/random", test_random);
  g_test_add_func ("/failure/hostile", test_hostile);
  g_test_add_func ("/failure/ids", test_ids);

  return g_test_run ();
}

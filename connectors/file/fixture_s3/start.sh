# The server of fixture_https answers for S3, too.
exec sh ../fixture_https/start.sh

# To be sourced by a script that needs PostgreSQL: starts a throw-away server, which is gone afterwards.
#
# $folder is a temporary folder, $server the server's address, and $psql the client with it.
. jobs/packages.sh
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    if [ "$(id -u)" -eq 0 ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
    fi
    install_packages postgresql
fi
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
folder=$(mktemp -d)
as=()
if [ "$(id -u)" -eq 0 ]; then
    chown postgres "$folder"
    as=(setpriv --reuid=postgres --regid=postgres --init-groups)
fi
stop_server() {
    (cd / && "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1) || true
    rm -rf "$folder"
}
trap stop_server EXIT
port=$((50000 + RANDOM % 10000))
(
    cd "$folder"
    "${as[@]}" "$bin/initdb" -D "$folder/data" -U kling --auth=trust --locale=C -E UTF8 >/dev/null
    "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/data/log" \
        -o "-p $port -c listen_addresses= -c unix_socket_directories=$folder" start >/dev/null
)
server="postgresql://kling@/postgres?host=$folder&port=$port"
psql=("$bin/psql" "$server" -q -v ON_ERROR_STOP=1)

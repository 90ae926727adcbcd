// Loaded before the doctor: the public name leads to this machine, as it would by DNS.
import dns from 'node:dns';

const { lookup } = dns;
dns.lookup = (hostname, ...others) => lookup(hostname === 'manage.example.com' ? '127.0.0.1' : hostname, ...others);

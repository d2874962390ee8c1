locals {
  certificate_domains = [var.domain, "*.${var.domain}"]
}

resource "aws_acm_certificate" "this" {
  domain_name               = local.certificate_domains[0]
  subject_alternative_names = slice(local.certificate_domains, 1, length(local.certificate_domains))
  validation_method         = "DNS"

  # A renewed certificate is in use before the old one goes (`gaia workflow rotate-certificate`).
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "certificate" {
  for_each = {
    for domain in local.certificate_domains :
    domain => one([for option in aws_acm_certificate.this.domain_validation_options : option if option.domain_name == domain])
  }

  zone_id = aws_route53_zone.this.zone_id
  name    = each.value.resource_record_name
  type    = each.value.resource_record_type
  records = [each.value.resource_record_value]
  ttl     = 60
  # A domain and its wildcard share one record.
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "this" {
  certificate_arn         = aws_acm_certificate.this.arn
  validation_record_fqdns = [for record in aws_route53_record.certificate : record.fqdn]
}
